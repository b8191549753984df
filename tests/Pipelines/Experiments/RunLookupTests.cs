using Foldline.Pipelines.Experiments;

namespace Foldline.Tests.Pipelines.Experiments;

public sealed class RunLookupTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public RunLookupTests()
    {
        foreach (var id in (string[])["a/20210131-142536-9f3a", "b/20210201-080000-1111", "a/20210131-142536-77aa", "a/blend-20210131-150000-0000"])
            folder.Write($"runs/{id}/recipe.yaml", "name: x");
        Directory.CreateDirectory(folder.At("runs", "a", "cache"));
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("20210131-142536-9f3a", "20210131-142536-9f3a")]
    [InlineData("20210131-142536-9", "20210131-142536-9f3a")]
    [InlineData("202102", "20210201-080000-1111")]
    [InlineData("latest", "20210201-080000-1111")]
    [InlineData("blend", "blend-20210131-150000-0000")]
    public void Find_ByIdOrItsStartOrLatest_GivesTheRun(string word, string id) => Assert.Equal(id, Path.GetFileName(Lookup().Find(word)));

    [Fact]
    public void Find_ByPath_NeedsNoRoot()
    {
        var path = folder.At("runs", "b", "20210201-080000-1111");

        Assert.Equal(path, new RunLookup(folder.At("nowhere")).Find(path + "/"));
    }

    [Theory]
    [InlineData("FL6511", "20210131")]
    [InlineData("FL6510", "2022")]
    [InlineData("FL6510", "")]
    [InlineData("FL6510", "9f3a")]
    public void Find_OfNoneOrSeveral_IsAnError(string code, string word)
    {
        var error = Assert.Throws<FoldlineException>(() => Lookup().Find(word));

        Assert.Equal((code, true), (error.Code, error.IsUserError));
    }

    [Fact]
    public void Find_WithASlip_NamesTheNearest() =>
        Assert.Contains("Did you mean '20210131-142536-9f3a'?", Assert.Throws<FoldlineException>(() => Lookup().Find("20210131-142536-9f3b")).Message, StringComparison.Ordinal);

    [Fact]
    public void Find_OfAnotherFolder_SaysThatItIsNoRun() =>
        Assert.Equal("FL6042", Assert.Throws<FoldlineException>(() => Lookup().Find(folder.At("runs", "a"))).Code);

    [Fact]
    public void Find_InAnEmptyPlace_SaysSo() =>
        Assert.Contains("--runs", Assert.Throws<FoldlineException>(() => new RunLookup(folder.At("nowhere")).Find("latest")).Message, StringComparison.Ordinal);

    [Fact]
    public void All_GivesRunsOldestFirst() =>
        Assert.Equal(["blend-20210131-150000-0000", "20210201-080000-1111"], Lookup().All().TakeLast(2).Select(Path.GetFileName));

    private RunLookup Lookup() => new(folder.At("runs"));
}
