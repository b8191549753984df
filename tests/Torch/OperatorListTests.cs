using System.Globalization;
using System.Text.RegularExpressions;
using Foldline.Torch;

namespace Foldline.Tests.Torch;

/// <summary>Every line of <c>operators.txt</c> against the schemas of the libtorch in use.</summary>
public sealed partial class OperatorListTests
{
    public static TheoryData<string> Lines => new(Aten.Schemas.Select(schema => schema.Line));

    [Fact]
    public void Lines_AreUnique()
    {
        Assert.NotEmpty(Aten.Schemas);
        Assert.Equal(Aten.Schemas.Count, Aten.Schemas.Select(schema => (schema.Name, schema.Overload)).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void Line_IsTheSchemaOfTheEngine(string line)
    {
        var schema = Aten.Schemas.Single(item => item.Line == line);
        var (arguments, returns) = TakeApart(line);
        var (engineArguments, engineReturns) = TakeApart(Normalise(schema.ReadFromEngine()));

        Assert.Equal(returns, engineReturns);
        Assert.True(engineArguments.Count >= arguments.Count, $"The engine has fewer arguments: {schema.ReadFromEngine()}");
        Assert.Equal(arguments, engineArguments.Take(arguments.Count));
        // Newer releases append arguments; the bridge fills them from their defaults.
        Assert.All(engineArguments.Skip(arguments.Count), argument => Assert.Contains('=', argument));
    }

    [Fact]
    public void ReadFromEngine_OfAnUnknownOperator_NamesItAndTheVersion()
    {
        var e = Assert.Throws<FoldlineException>(() => new OperatorSchema("aten::no_such_operator", "x", "").ReadFromEngine());

        Assert.Equal("FL2001", e.Code);
        Assert.Contains("aten::no_such_operator.x", e.Message, StringComparison.Ordinal);
        Assert.Contains(TorchBackend.Version, e.Message, StringComparison.Ordinal);
    }

    private static string Normalise(string schema) => schema.Replace("SymInt", "int", StringComparison.Ordinal);

    private static (List<string> Arguments, string Returns) TakeApart(string schema)
    {
        // Releases print the same number with more or fewer digits.
        schema = SmallNumber().Replace(schema, number => double.Parse(number.Value, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture));
        var match = Shape().Match(schema);
        Assert.True(match.Success, schema);
        var arguments = Comma().Split(match.Groups["arguments"].Value).Where(argument => argument is not ("" or "*")).ToList();
        return (arguments, match.Groups["returns"].Value);
    }

    [GeneratedRegex(@"^aten::[\w.]+\((?<arguments>.*)\) -> (?<returns>.+)$")]
    private static partial Regex Shape();

    [GeneratedRegex(@"[\d.]+e-\d+")]
    private static partial Regex SmallNumber();

    // Commas between arguments, not those inside a default value such as [0, 1].
    [GeneratedRegex(@", (?![^\[]*\])")]
    private static partial Regex Comma();
}
