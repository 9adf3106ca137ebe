// Microsoft's own T-SQL parser for the tests: a JSON list of texts on standard input, one answer a text on standard output
// (see ../tsql.ts for its shape). No rule is checked here: the tests do that.
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.SqlServer.TransactSql.ScriptDom;

var parsers = new Dictionary<string, TSqlParser>
{
    ["2005"] = new TSql90Parser(true),
    ["2008"] = new TSql100Parser(true),
    ["newest"] = new TSql180Parser(true),
};
var json = new JsonSerializerOptions
{
    PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
};

using var input = new StreamReader(Console.OpenStandardInput());
var texts = JsonSerializer.Deserialize<string[]>(input.ReadToEnd()) ?? [];
using var output = new StreamWriter(Console.OpenStandardOutput());
output.Write(JsonSerializer.Serialize(texts.Select(Read), json));

Statement Read(string text)
{
    var errors = new Dictionary<string, string[]>();
    var reader = new NameReader();
    foreach (var (version, parser) in parsers)
    {
        var tree = parser.Parse(new StringReader(text), out var problems);
        errors[version] = [.. problems.Select(problem => $"line {problem.Line}: {problem.Message}")];
        if (version == "newest") tree?.Accept(reader);
    }
    return reader.Answer with { Errors = errors };
}
