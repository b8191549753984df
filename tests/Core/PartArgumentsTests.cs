namespace Foldline.Tests.Core;

public sealed class PartArgumentsTests
{
    [Fact]
    public void Getters_ReadNumbersTextsAndLists()
    {
        var arguments = Make(("a", 1), ("b", "1e-3"), ("c", true), ("d", new List<object?> { 1, 2.5 }), ("e", "text"), ("f", 3.0), ("g", 7L));

        Assert.Equal(1.0, arguments.GetDouble("a"));
        Assert.Equal(1e-3, arguments.GetDouble("b"));
        Assert.True(arguments.GetBool("c"));
        Assert.Equal([1.0, 2.5], arguments.GetDoubles("d"));
        Assert.Equal("text", arguments.GetString("e"));
        Assert.Equal(3, arguments.GetInt64("f"));
        Assert.Equal([7.0], arguments.GetDoubles("g"));
        Assert.Equal(9, arguments.GetInt32("absent", 9));
        arguments.RejectUnknown();
    }

    [Fact]
    public void GetNested_ReadsInnerArgumentsWithTheirPath()
    {
        var arguments = Make(("warm_up", new Dictionary<string, object?> { ["steps"] = "many" }));

        var e = Assert.Throws<FoldlineException>(() => arguments.GetNested("warm_up").GetInt64("steps"));

        Assert.Equal("FL1012", e.Code);
        Assert.Equal("part.warm_up", e.Facts["part"]);
    }

    [Fact]
    public void RejectUnknown_NamesTheNearestKey()
    {
        var arguments = Make(("gama", 0.1));
        arguments.GetDouble("gamma", 0.5);
        arguments.GetInt64("step_size", 1);

        var e = Assert.Throws<FoldlineException>(arguments.RejectUnknown);

        Assert.Equal("FL1010", e.Code);
        Assert.Equal("gamma", e.Facts["nearest"]);
        Assert.Contains("'gama'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void GetDouble_RequiredButAbsent_IsAnError() =>
        Assert.Equal("FL1011", Assert.Throws<FoldlineException>(() => Make().GetDouble("lr")).Code);

    [Theory]
    [InlineData(2.5)]
    [InlineData("two")]
    [InlineData(true)]
    [InlineData(1e300)]
    public void GetInt64_OfSomethingElse_IsAnError(object value) =>
        Assert.Equal("FL1012", Assert.Throws<FoldlineException>(() => Make(("n", value)).GetInt64("n")).Code);

    [Fact]
    public void Create_UnknownPart_NamesTheNearest()
    {
        var table = new PartTable<string>("loss", [new("cross_entropy", _ => "ce"), new("focal", _ => "f")]);

        var e = Assert.Throws<FoldlineException>(() => table.Create("crossentropy", Make()));

        Assert.Equal("FL1013", e.Code);
        Assert.Equal("cross_entropy", e.Facts["nearest"]);
        Assert.Equal("ce", table.Create("cross_entropy", Make()));
        Assert.Equal("FL1010", Assert.Throws<FoldlineException>(() => table.Create("focal", Make(("x", 1)))).Code);
        Assert.Contains("write null", Assert.Throws<FoldlineException>(() => table.Create("none", Make())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("gamma", "gmama", 1)]
    [InlineData("", "abc", 3)]
    public void Distance_CountsEdits(string a, string b, int expected) => Assert.Equal(expected, NearestName.Distance(a, b));

    private static PartArguments Make(params (string Key, object? Value)[] values) =>
        new("part", values.Select(pair => KeyValuePair.Create(pair.Key, pair.Value)));
}
