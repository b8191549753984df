namespace Foldline.Tests;

public sealed class OracleTests
{
    [Theory]
    [InlineData("folds")]
    [InlineData("init")]
    [InlineData("schedulers")]
    [InlineData("optimizers")]
    [InlineData("losses")]
    [InlineData("metrics")]
    [InlineData("rle")]
    [InlineData("preprocess")]
    public void Cases_OfEachNumericFile_HaveAnIdAndAKind(string name)
    {
        var cases = Oracle.Cases("numeric/" + name).ToList();

        Assert.NotEmpty(cases);
        Assert.All(cases, item => Assert.NotEqual("", item.GetProperty("kind").GetString() + item.GetProperty("id").GetString()));
        Assert.Equal(cases.Count, cases.Select(item => item.GetProperty("id").GetString()).Distinct().Count());
    }
}
