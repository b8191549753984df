using System.Globalization;
using System.Text.Json;

namespace Foldline.Tests.EndToEnd;

/// <summary>From a sample data set to a submission, as a user does it.</summary>
[Trait("kind", "e2e")]
[Collection(TrainedSampleTests.Name)]
public sealed class RunTests(TrainedSample sample)
{
    [Fact]
    public void SampleAndRun_EndWell()
    {
        Assert.Equal((0, 0, ""), (sample.Sampled.ExitCode, sample.Trained.ExitCode, sample.Trained.Error));
        Assert.Contains(sample.Run, sample.Trained.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_LeavesEverythingInItsFolder()
    {
        string[] perFold = ["log.csv", "checkpoints/last.safetensors", "checkpoints/best-ema.safetensors", "valid_pred.csv", "test_pred.csv", "valid.parquet", "test.parquet"];
        string[] overall = ["recipe.yaml", "environment.json", "status.json", "metrics.json", "folds.parquet", "oof.parquet", "valid_pred.csv", "test_pred.csv", "submission.csv", "report.html"];

        Assert.All([.. overall, .. perFold.Select(name => $"fold0/{name}"), .. perFold.Select(name => $"fold1/{name}")], name => Assert.True(File.Exists(In(name)), name));
        Assert.All(["fold0", "fold1"], fold => Assert.NotEmpty(Directory.GetFiles(In(fold), "events.out.tfevents.*")));
        Assert.Empty(Directory.GetFiles(sample.Run, "*.tmp*", SearchOption.AllDirectories));
        Assert.Equal(4, File.ReadLines(In("fold0/log.csv")).Count());
        using var metrics = JsonDocument.Parse(File.ReadAllText(In("metrics.json")));
        using var environment = JsonDocument.Parse(File.ReadAllText(In("environment.json")));
    }

    [Fact]
    public void Submission_HasTheSampleFilesRowsAndTheProbabilityOfNormal()
    {
        var expected = Rows(sample.Foldline.At("data", "sample_submission.csv"));
        var submission = Rows(In("submission.csv"));
        var normal = Rows(In("test_pred.csv")).Skip(1).ToDictionary(row => row[0], row => row[1], StringComparer.Ordinal);

        Assert.Equal(expected[0], submission[0]);
        Assert.Equal(expected.Select(row => row[0]), submission.Select(row => row[0]));
        Assert.All(submission.Skip(1), row => Assert.InRange(double.Parse(row[1], CultureInfo.InvariantCulture), 0, 1));
        Assert.All(submission.Skip(1), row => Assert.Equal(normal[row[0]], row[1]));
    }

    [Theory]
    [InlineData("Metrics")]
    [InlineData("Number of &#39;No finding&#39; annotations in each image")]
    [InlineData("Normal and abnormal images")]
    [InlineData("The annotations of one image")]
    [InlineData("Samples")]
    [InlineData("Augmentation of ")]
    [InlineData("loss")]
    [InlineData("roc_auc")]
    [InlineData("accuracy")]
    [InlineData("Learning rate")]
    [InlineData("Predicted p(normal)")]
    [InlineData("ROC of &#39;abnormal&#39;")]
    [InlineData("True and predicted classes")]
    [InlineData("Validation samples furthest from their label")]
    [InlineData("First rows of submission.csv")]
    [InlineData("Times")]
    [InlineData("Recipe")]
    [InlineData("Environment")]
    public void Report_HasAllSections(string title) =>
        Assert.Matches($"<h[23][^>]*>{System.Text.RegularExpressions.Regex.Escape(title)}", File.ReadAllText(In("report.html")));

    [Theory]
    [InlineData("predict")]
    [InlineData("submit")]
    public void LaterStages_MakeTheSameSubmissionAgain(string command)
    {
        var before = File.ReadAllBytes(In("submission.csv"));
        File.Delete(In("submission.csv"));

        var result = sample.Foldline.Run(command, sample.Run, "--data", "data");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(before, File.ReadAllBytes(In("submission.csv")));
    }

    [Fact]
    public void Filter_TakesARunsSubmission()
    {
        var ids = File.ReadLines(In("submission.csv")).Skip(1).Select(line => line.Split(',')[0]).ToList();
        File.WriteAllLines(sample.Foldline.At("detections.csv"), ["image_id,PredictionString", .. ids.Select(id => $"{id},3 0.9 1 1 2 2")]);

        var result = sample.Foldline.Run("filter", "detections.csv", In("submission.csv"), "--low", "0", "--high", "1", "--out", "filtered.csv");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var rows = Rows(sample.Foldline.At("filtered.csv"));
        Assert.Equal(ids, rows.Skip(1).Select(row => row[0]));
        Assert.All(rows.Skip(1), row => Assert.StartsWith("3 0.9 1 1 2 2 14 ", row[1], StringComparison.Ordinal));
    }

    [Fact]
    public void Models_AsJson_AreNamesFamiliesAndSizes()
    {
        var result = sample.Foldline.Run("models", "--json");

        using var models = JsonDocument.Parse(result.Output);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.All(models.RootElement.EnumerateArray(), model => Assert.Equal(["name", "family", "parameters"], model.EnumerateObject().Select(property => property.Name).Take(3)));
        Assert.Contains(models.RootElement.EnumerateArray(), model => model.GetProperty("name").GetString() == "resnet18");
    }

    [Fact]
    public void Accumulate_MakesFewerSteps_AndTheScheduleCountsThem()
    {
        // Three batches an epoch make two steps; after six steps the cycle is at its end, the rate divided by 25 and 10,000.
        var result = sample.Foldline.Run(TrainedSample.Words("train", "accumulated", "train.folds=0", "train.accumulate=2", "train.schedule={one_cycle: {}, every: iteration}"));

        Assert.Equal(0, result.ExitCode);
        var log = Rows(Path.Combine(sample.RunIn("accumulated"), "fold0", "log.csv"));
        Assert.Equal(1e-3 / 25 / 1e4, double.Parse(log[^1][Array.IndexOf(log[0], "lr")], CultureInfo.InvariantCulture), 1e-12);
    }

    private string In(string name) => Path.Combine(sample.Run, name);

    private static List<string[]> Rows(string path) => [.. File.ReadLines(path).Select(line => line.Split(','))];
}
