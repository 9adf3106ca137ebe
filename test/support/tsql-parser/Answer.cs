/// <summary>A name and where it stands in the text (UTF-16 units, brackets included).</summary>
record Name(string Text, int At, int Length);

/// <summary>A table or view by its parts; a derived table has none, but the number of its query.</summary>
record Table(Name[] Parts, string? Alias, int? Query);

/// <summary>Function: the function it is an argument of, if that is its nearest.</summary>
record Column(Name? Qualifier, Name Name, string? Function);

/// <summary>
/// One of the conditions that AND joins. Against: the columns on its other side, outside of subqueries. IsFixed: that side has no
/// column, variable or subquery. Join: of an ON, the tables whose rows it picks (an outer join keeps all of the other side).
/// </summary>
record Predicate(Column? Column, string Operator, Column[] Against, bool IsFixed, string[]? Join);

record Query(string Kind)
{
    public List<Table> Tables { get; } = [];
    public List<Column> Columns { get; } = [];
    public List<Predicate> Predicates { get; } = [];
    /// <summary>Names of the result's columns; null for a star or one without a name.</summary>
    public List<string?> Outputs { get; } = [];
    /// <summary>Number of the query around it.</summary>
    public int? Parent { get; init; }
}

/// <summary>A text, and the function it is an argument of, if that is its nearest.</summary>
record Text(string Value, string? Function);

record Call(Name[] Procedure, Name[] Parameters);

record Statement
{
    public Dictionary<string, string[]> Errors { get; init; } = [];
    public List<Query> Queries { get; } = [];
    public List<Call> Calls { get; } = [];
    public List<Name> Functions { get; } = [];
    public List<Name> Globals { get; } = [];
    public List<Name> Variables { get; } = [];
    public List<string> Declared { get; } = [];
    public List<Name> Options { get; } = [];
    public List<Name> DateParts { get; } = [];
    public List<Name> Types { get; } = [];
    public List<Text> Strings { get; } = [];
    /// <summary>Texts run as T-SQL: EXEC('…').</summary>
    public List<string> Dynamic { get; } = [];
}
