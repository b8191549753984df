namespace Foldline.Tests.Cli;

public sealed class FilterCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("foldline filter ");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Filter_WritesTheFileAndSaysHowManyImages()
    {
        File.WriteAllText(At("detections.csv"), "image_id,PredictionString\na,0 0.5 1 2 3 4\nb,3 0.9 1 1 2 2\nc,1 0.7 0 0 9 9\n");
        File.WriteAllText(At("normal.csv"), "image_id,target\nc,0.01\na,0.99\nb,0.5\n");

        var run = CliRun.Of("filter", At("detections.csv"), At("normal.csv"), "--low", "0.25", "--high", "0.95", "--out", At("out.csv"));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("image_id,PredictionString\na,14 1 0 0 1 1\nb,3 0.9 1 1 2 2 14 0.5 0 0 1 1\nc,1 0.7 0 0 9 9\n", File.ReadAllText(At("out.csv")));
        Assert.Contains("3 images", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Filter_OfAMissingFile_IsTheUsersErrorAndNamesIt()
    {
        var run = CliRun.Of("filter", At("missing.csv"), At("normal.csv"));

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("error FL4", run.Error, StringComparison.Ordinal);
        Assert.Contains("missing.csv", run.Error, StringComparison.Ordinal);
    }

    private string At(string name) => Path.Combine(folder.FullName, name);
}
