using Microsoft.SqlServer.TransactSql.ScriptDom;

/// <summary>Lists every name of a syntax tree, each column with the query it stands in.</summary>
class NameReader : TSqlFragmentVisitor
{
    public Statement Answer { get; } = new();
    private readonly Stack<int> queries = new();
    private readonly Stack<string> functions = new();

    private string? Function => functions.Count > 0 && functions.Peek() != "" ? functions.Peek() : null;
    private Query? Current => queries.Count > 0 ? Answer.Queries[queries.Peek()] : null;

    private static Name At(TSqlFragment fragment, string text) => new(text, fragment.StartOffset, fragment.FragmentLength);
    private static Name At(Identifier identifier) => At(identifier, identifier.Value);
    private static Name[] Parts(SchemaObjectName name) => [.. name.Identifiers.Select(At)];

    private static Name Token(TSqlFragment fragment, int index)
    {
        var token = fragment.ScriptTokenStream[index];
        return new(token.Text, token.Offset, token.Text.Length);
    }

    // Queries

    private void Enter(string kind, Action visit)
    {
        int? parent = queries.Count > 0 ? queries.Peek() : null;
        Answer.Queries.Add(new Query(kind) { Parent = parent });
        queries.Push(Answer.Queries.Count - 1);
        functions.Push("");
        visit();
        functions.Pop();
        queries.Pop();
    }

    public override void ExplicitVisit(QuerySpecification node) => Enter("select", () =>
    {
        foreach (var element in node.SelectElements) Current!.Outputs.Add(OutputName(element));
        base.ExplicitVisit(node);
    });

    public override void ExplicitVisit(UpdateSpecification node) => Enter("update", () => base.ExplicitVisit(node));
    public override void ExplicitVisit(DeleteSpecification node) => Enter("delete", () => base.ExplicitVisit(node));
    public override void ExplicitVisit(InsertSpecification node) => Enter("insert", () => base.ExplicitVisit(node));

    private static string? OutputName(SelectElement element) => element is SelectScalarExpression scalar
        ? scalar.ColumnName?.Value ?? (scalar.Expression as ColumnReferenceExpression)?.MultiPartIdentifier.Identifiers[^1].Value
        : null;

    public override void Visit(NamedTableReference node) =>
        Current?.Tables.Add(new Table(Parts(node.SchemaObject), node.Alias?.Value, null));

    public override void Visit(QueryDerivedTable node) =>
        Current?.Tables.Add(new Table([], node.Alias?.Value, Answer.Queries.Count));

    public override void Visit(VariableTableReference node) =>
        Current?.Tables.Add(new Table([At(node, node.Variable.Name)], node.Alias?.Value, null));

    public override void Visit(ColumnReferenceExpression node) => Current?.Columns.Add(ColumnOf(node));

    public override void Visit(SelectStarExpression node) =>
        Current?.Columns.Add(new Column(node.Qualifier is null ? null : At(node.Qualifier.Identifiers[^1]), At(node, "*"), null));

    private Column ColumnOf(ColumnReferenceExpression node)
    {
        if (node.MultiPartIdentifier is null) return new Column(null, At(node, "*"), Function);
        var names = node.MultiPartIdentifier.Identifiers;
        return new Column(names.Count > 1 ? At(names[^2]) : null, At(names[^1]), Function);
    }

    // Conditions

    public override void Visit(WhereClause node) => AddConditions(node.SearchCondition, null);

    public override void Visit(QualifiedJoin node)
    {
        var first = Aliases(node.FirstTableReference);
        var second = Aliases(node.SecondTableReference);
        AddConditions(node.SearchCondition, node.QualifiedJoinType switch
        {
            QualifiedJoinType.Inner => [.. first, .. second],
            QualifiedJoinType.LeftOuter => second,
            QualifiedJoinType.RightOuter => first,
            _ => [],
        });
    }

    private static string[] Aliases(TableReference table) => table switch
    {
        JoinTableReference join => [.. Aliases(join.FirstTableReference), .. Aliases(join.SecondTableReference)],
        NamedTableReference named => [named.Alias?.Value ?? named.SchemaObject.BaseIdentifier.Value],
        _ => [],
    };

    private void AddConditions(BooleanExpression? condition, string[]? join)
    {
        switch (condition)
        {
            case BooleanBinaryExpression { BinaryExpressionType: BooleanBinaryExpressionType.And } both:
                AddConditions(both.FirstExpression, join);
                AddConditions(both.SecondExpression, join);
                break;
            case BooleanParenthesisExpression inner:
                AddConditions(inner.Expression, join);
                break;
            case BooleanComparisonExpression { ComparisonType: var type } compared:
                AddComparison(join, compared.FirstExpression, Symbol(type), compared.SecondExpression);
                if (compared.SecondExpression is ColumnReferenceExpression)
                    AddComparison(join, compared.SecondExpression, Symbol(Mirrored(type)), compared.FirstExpression);
                break;
            case InPredicate { NotDefined: false } list:
                AddComparison(join, list.Expression, "IN", [.. list.Values]);
                break;
            case BooleanTernaryExpression { TernaryExpressionType: BooleanTernaryExpressionType.Between } between:
                AddComparison(join, between.FirstExpression, "BETWEEN", between.SecondExpression, between.ThirdExpression);
                break;
            case not null:
                Current?.Predicates.Add(new Predicate(null, condition.GetType().Name, [], false, join));
                break;
        }
    }

    private void AddComparison(string[]? join, ScalarExpression left, string symbol, params ScalarExpression[] others)
    {
        var column = left is ColumnReferenceExpression reference ? ColumnOf(reference) : null;
        var against = new OtherSide();
        foreach (var other in others) other.Accept(against);
        Current?.Predicates.Add(new Predicate(column, symbol, [.. against.Columns.Select(ColumnOf)], against.IsFixed, join));
    }

    private static BooleanComparisonType Mirrored(BooleanComparisonType type) => type switch
    {
        BooleanComparisonType.GreaterThan => BooleanComparisonType.LessThan,
        BooleanComparisonType.GreaterThanOrEqualTo => BooleanComparisonType.LessThanOrEqualTo,
        BooleanComparisonType.LessThan => BooleanComparisonType.GreaterThan,
        BooleanComparisonType.LessThanOrEqualTo => BooleanComparisonType.GreaterThanOrEqualTo,
        _ => type,
    };

    private static string Symbol(BooleanComparisonType type) => type switch
    {
        BooleanComparisonType.Equals => "=",
        BooleanComparisonType.GreaterThan => ">",
        BooleanComparisonType.GreaterThanOrEqualTo => ">=",
        BooleanComparisonType.LessThan => "<",
        BooleanComparisonType.LessThanOrEqualTo => "<=",
        _ => type.ToString(),
    };

    private class OtherSide : TSqlFragmentVisitor
    {
        public List<ColumnReferenceExpression> Columns { get; } = [];
        private bool isMoving;
        public bool IsFixed => !isMoving && Columns.Count == 0;
        public override void Visit(ColumnReferenceExpression node) => Columns.Add(node);
        public override void Visit(VariableReference node) => isMoving = true;
        public override void ExplicitVisit(ScalarSubquery node) => isMoving = true;
    }

    // Functions

    private static readonly HashSet<string> dateFunctions =
        new(["DATEADD", "DATEDIFF", "DATEDIFF_BIG", "DATEPART", "DATENAME", "DATETRUNC", "DATE_BUCKET"], StringComparer.OrdinalIgnoreCase);

    public override void ExplicitVisit(FunctionCall node)
    {
        Answer.Functions.Add(At(node.FunctionName));
        functions.Push(node.FunctionName.Value);
        // The date part is a word that reads as a column.
        var isDate = dateFunctions.Contains(node.FunctionName.Value);
        if (isDate) Answer.DateParts.Add(Token(node.Parameters[0], node.Parameters[0].FirstTokenIndex));
        foreach (var parameter in node.Parameters.Skip(isDate ? 1 : 0)) parameter.Accept(this);
        node.OverClause?.Accept(this);
        functions.Pop();
    }

    /// <summary>Those with a syntax of their own: CAST, CONVERT, COALESCE, NULLIF, LEFT, IIF, CURRENT_TIMESTAMP, …</summary>
    public override void Visit(PrimaryExpression node)
    {
        if (node is CastCall or ConvertCall or TryCastCall or TryConvertCall or ParseCall or TryParseCall or CoalesceExpression
            or NullIfExpression or LeftFunctionCall or RightFunctionCall or IIfCall or ParameterlessCall)
            Answer.Functions.Add(Token(node, node.FirstTokenIndex));
    }

    // Procedures, variables, options, texts

    public override void ExplicitVisit(ExecutableProcedureReference node)
    {
        var name = node.ProcedureReference?.ProcedureReference?.Name;
        var parameters = node.Parameters.Where(parameter => parameter.Variable is not null);
        if (name is null) Answer.Dynamic.Add("EXEC @procedure");
        else Answer.Calls.Add(new Call(Parts(name), [.. parameters.Select(parameter => At(parameter.Variable, parameter.Variable.Name))]));
        foreach (var parameter in node.Parameters) parameter.ParameterValue?.Accept(this);
    }

    public override void Visit(ExecutableStringList node) => Answer.Dynamic.AddRange(node.Strings.Select(text => (text as StringLiteral)?.Value ?? "EXEC(@text)"));
    public override void Visit(GlobalVariableExpression node) => Answer.Globals.Add(At(node, node.Name));
    public override void Visit(VariableReference node) => Answer.Variables.Add(At(node, node.Name));
    public override void Visit(DeclareVariableElement node) => Answer.Declared.Add(node.VariableName.Value);
    public override void Visit(StringLiteral node) => Answer.Strings.Add(new Text(node.Value, Function));
    public override void Visit(DataTypeReference node) => Answer.Types.Add(At(node.Name.BaseIdentifier));

    public override void Visit(TSqlStatement node)
    {
        if (node is not (PredicateSetStatement or SetCommandStatement or SetTransactionIsolationLevelStatement or SetRowCountStatement
            or SetTextSizeStatement or SetIdentityInsertStatement or SetStatisticsStatement or SetOffsetsStatement)) return;
        var index = node.FirstTokenIndex + 1;
        while (node.ScriptTokenStream[index].TokenType == TSqlTokenType.WhiteSpace) index++;
        Answer.Options.Add(Token(node, index));
    }
}
