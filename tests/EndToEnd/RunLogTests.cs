using System.Text.Json;
using Foldline.Pipelines.Experiments;

namespace Foldline.Tests.EndToEnd;

/// <summary>The log of runs, blending and bundles, as a user works with them.</summary>
[Trait("kind", "e2e")]
[Collection(TrainedSampleTests.Name)]
public sealed class RunLogTests(TrainedSample sample)
{
    [Fact]
    public void Notes_ByFourProcessesAtOnce_AreAllKept()
    {
        var run = CopyOfTheRun("noted");
        var processes = Enumerable.Range(0, 4)
            .Select(i => i % 2 == 0 ? sample.Foldline.Start("note", run, $"note {i}") : sample.Foldline.Start("lb", run, $"0.9{i}"))
            .ToList();

        Assert.All(processes.Select(FoldlineProcess.Finish), result => Assert.Equal((0, ""), (result.ExitCode, result.Error)));
        var notes = new NotesFile(run).Load();
        Assert.Equal(["note 0", "note 2"], notes.Notes.Select(note => note.Text).Order());
        Assert.Equal([0.91, 0.93], notes.Scores.Select(score => score.Score).Order());
        processes.ForEach(process => process.Dispose());
    }

    [Fact]
    public void Runs_ListsWhatWasNoted()
    {
        var run = CopyOfTheRun("listed");
        Assert.Equal(0, sample.Foldline.Run("note", "latest", "a baseline", "--runs", "listed").ExitCode);
        Assert.Equal(0, sample.Foldline.Run("lb", Path.GetFileName(run)[..15], "0.875", "--private", "--runs", "listed").ExitCode);

        var table = sample.Foldline.Run("runs", "--runs", "listed", "--sort", "roc_auc", "--where", "train.epochs=3", "--html", "runs.html");
        var json = sample.Foldline.Run("runs", "BASELINE", "--runs", "listed", "--json");

        Assert.Equal((0, ""), (table.ExitCode, table.Error));
        Assert.Matches($"{Path.GetFileName(run)}  vinbigdata .*mobilenetv2_035 .* 2/2 .*0.875  a baseline", table.Output);
        Assert.True(File.Exists(sample.Foldline.At("runs.html")));
        using var entries = JsonDocument.Parse(json.Output);
        Assert.Equal(run, Assert.Single(entries.RootElement.EnumerateArray()).GetProperty("folder").GetString());
    }

    [Fact]
    public void Blend_AndCompare_TakeTwoRuns()
    {
        var first = CopyOfTheRun("blended");
        var second = sample.Foldline.Run(TrainedSample.Words("run", "blended", "train.epochs=1", "seed=7"));
        Assert.Equal((0, ""), (second.ExitCode, second.Error));

        var blend = sample.Foldline.Run("blend", first, "latest", "--data", "data", "--runs", "blended");
        var compare = sample.Foldline.Run("runs", "compare", Path.GetFileName(first), "latest", "--runs", "blended", "--html", "compare.html");

        Assert.Equal((0, ""), (blend.ExitCode, blend.Error));
        Assert.Matches(@"nested folds, the honest value +0\.\d{5}", blend.Output);
        var folder = Directory.GetDirectories(sample.Foldline.At("blended", "vinbigdata"), "blend-*").Single();
        Assert.Equal(
            File.ReadLines(sample.Foldline.At("data", "sample_submission.csv")).Select(line => line.Split(',')[0]),
            File.ReadLines(Path.Combine(folder, "submission.csv")).Select(line => line.Split(',')[0]));
        Assert.Equal((0, ""), (compare.ExitCode, compare.Error));
        Assert.Contains("out of fold", compare.Output, StringComparison.Ordinal);
        Assert.Contains("valid.ema.loss", File.ReadAllText(sample.Foldline.At("compare.html")), StringComparison.Ordinal);
        var refused = sample.Foldline.Run("predict", folder, "--data", "data");
        Assert.Equal(2, refused.ExitCode);
        Assert.StartsWith("error FL6512: ", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Bundle_Moved_PredictsWithoutRunAndTrainingData_ToTheSameSubmission()
    {
        var run = CopyOfTheRun("bundled");
        var submission = File.ReadAllBytes(Path.Combine(run, "submission.csv"));
        var bundled = sample.Foldline.Run("bundle", "latest", "--runs", "bundled", "--out", "model.zip");
        Assert.Equal((0, ""), (bundled.ExitCode, bundled.Error));
        Directory.Delete(sample.Foldline.At("bundled"), recursive: true);
        Directory.CreateDirectory(sample.Foldline.At("elsewhere"));
        File.Move(sample.Foldline.At("model.zip"), sample.Foldline.At("elsewhere", "model.zip"));
        sample.CopyData("elsewhere/data");
        Directory.Delete(sample.Foldline.At("elsewhere", "data", "train"), recursive: true);
        File.Delete(sample.Foldline.At("elsewhere", "data", "train.csv"));
        File.Delete(sample.Foldline.At("elsewhere", "data", "train_meta.csv"));

        var result = sample.Foldline.Run("predict", "elsewhere/model.zip", "--data", "elsewhere/data", "--out", "elsewhere/out");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(submission, File.ReadAllBytes(sample.Foldline.At("elsewhere", "out", "submission.csv")));
    }

    private string CopyOfTheRun(string name)
    {
        foreach (var file in Directory.EnumerateFiles(sample.Run, "*", SearchOption.AllDirectories))
        {
            var copy = sample.Foldline.At(name, "vinbigdata", Path.GetFileName(sample.Run), Path.GetRelativePath(sample.Run, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return sample.Foldline.At(name, "vinbigdata", Path.GetFileName(sample.Run));
    }
}
