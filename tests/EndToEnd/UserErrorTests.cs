namespace Foldline.Tests.EndToEnd;

/// <summary>What users get wrong ends with exit code 2, one line, and nothing on the output.</summary>
[Trait("kind", "e2e")]
public sealed class UserErrorTests : IDisposable
{
    private const string Recipe = "vinbigdata";
    private readonly FoldlineProcess foldline = new();

    public void Dispose() => foldline.Dispose();

    [Theory]
    [InlineData("FL6001", "run", "missing.yaml", "--data", ".")]
    [InlineData("FL6009", "run", Recipe, "--data", ".", "train.epoch=3")]
    [InlineData("FL6005", "run", Recipe, "--data", ".", "train.epochs=many")]
    [InlineData("FL6010", "run", Recipe, "--data", ".", "epochs")]
    [InlineData("FL6510", "predict", "no-run", "--data", ".")]
    [InlineData("FL6042", "submit", ".", "--data", ".")]
    [InlineData("FL6050", "sample", "unknown", "folder")]
    [InlineData("FL8002", "run", Recipe, "--data", ".", "--epochs", "3")]
    [InlineData("FL8003", "run", Recipe)]
    [InlineData("FL8004", "train", Recipe, "--data", ".", "--resume")]
    public void Mistake_IsNamedInOneLine(string code, params string[] arguments)
    {
        var result = foldline.Run(arguments);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"error {code}: ", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void Run_IntoAFileInsteadOfAFolder_NamesIt()
    {
        File.WriteAllText(foldline.At("taken"), "");

        var result = foldline.Run("run", Recipe, "--data", ".", "--out", "taken");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("error FL1001: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("taken", result.Error, StringComparison.Ordinal);
    }
}
