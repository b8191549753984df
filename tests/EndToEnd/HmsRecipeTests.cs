using System.Globalization;
using System.Text.Json;
using Foldline.Data;

namespace Foldline.Tests.EndToEnd;

/// <summary>The recipe of votes on made-up recordings, by the real command: from Parquet files to a submission, and from a bundle to the same one.</summary>
[Trait("kind", "e2e")]
public sealed class HmsRecipeTests : IDisposable
{
    // What the settings of the sample ask for, but one of its folds.
    private static readonly string[] Small = ["train.folds=0"];
    private readonly FoldlineProcess foldline = new();

    public void Dispose() => foldline.Dispose();

    [Fact]
    public void SampleRunAndBundle_AreFarBetterThanTheMeans_AndPredictTheSame()
    {
        Assert.Equal(0, foldline.Run("sample", "hms-hbac", "data", "--count", "90").ExitCode);
        var files = Directory.GetFileSystemEntries(foldline.At("data"), "*", SearchOption.AllDirectories).Length;

        var result = foldline.Run(["run", Repository.At("recipes", "hms-hbac.yaml"), "--data", "data", "--out", "out", .. Small]);

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains("prepare images", result.Output, StringComparison.Ordinal);
        Assert.Equal(files, Directory.GetFileSystemEntries(foldline.At("data"), "*", SearchOption.AllDirectories).Length);
        var run = Directory.GetDirectories(foldline.At("out", "hms-hbac")).Single(folder => File.Exists(Path.Combine(folder, "recipe.yaml")));
        var submission = File.ReadAllText(Path.Combine(run, "submission.csv"));
        AssertIsASubmission(submission);
        AssertIsBetterThanTheMeans(run);
        Assert.Equal(["best.safetensors"], Directory.GetFiles(Path.Combine(run, "fold0", "checkpoints")).Select(Path.GetFileName));
        AssertThePartsOfTheReport(run);

        Assert.Equal(0, foldline.Run("bundle", run, "--out", "bundle.zip").ExitCode);
        CopyTestData("test-data");
        Directory.Delete(foldline.At("out"), recursive: true);
        var predicted = foldline.Run("predict", "bundle.zip", "--data", "test-data", "--out", "predictions");

        Assert.True(predicted.ExitCode == 0, predicted.Error);
        Assert.Equal(submission, File.ReadAllText(foldline.At("predictions", "submission.csv")));
    }

    // Same ids in the same order, and distributions.
    private void AssertIsASubmission(string text)
    {
        var (rows, sample) = (text.TrimEnd().Split('\n'), File.ReadAllLines(foldline.At("data", "sample_submission.csv")));
        Assert.Equal(sample[0], rows[0]);
        Assert.Equal(sample.Select(KeyOf), rows.Select(KeyOf));
        Assert.All(rows.Skip(1), row => Assert.Equal(1, row.Split(',').Skip(1).Sum(value => double.Parse(value, CultureInfo.InvariantCulture)), 5));
    }

    private void AssertIsBetterThanTheMeans(string run)
    {
        using var metrics = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(run, "metrics.json")));
        var score = metrics.RootElement.GetProperty("oof").GetProperty("kl_divergence").GetDouble();
        Assert.InRange(score, 0, 0.7 * ScoreOfTheMeans());
    }

    // The divergence of the classes' mean shares from the votes: what a pipeline ends with that learns nothing.
    private double ScoreOfTheMeans()
    {
        using var database = new DuckDatabase(new DuckOptions { DataFolder = foldline.At("data") });
        database.CreateTableFromCsv("train", "train.csv");
        return database.Query("""
            WITH votes AS (
              UNPIVOT (SELECT label_id, COLUMNS('_vote$') FROM train WHERE rowid IN (SELECT min(rowid) FROM train GROUP BY spectrogram_id))
              ON COLUMNS('_vote$') INTO NAME pattern VALUE votes
            ), shares AS (
              SELECT label_id, pattern, votes / sum(votes) OVER (PARTITION BY label_id) AS share FROM votes
            ), means AS (
              SELECT *, avg(share) OVER (PARTITION BY pattern) AS mean FROM shares
            )
            SELECT sum(CASE WHEN share > 0 THEN share * ln(share / mean) ELSE 0 END) / count(DISTINCT label_id) AS score FROM means
            """).Column("score").Doubles()[0];
    }

    private static void AssertThePartsOfTheReport(string run)
    {
        var report = File.ReadAllText(Path.Combine(run, "report.html"));
        foreach (var title in (string[])["Recordings by what most experts saw", "Votes of an excerpt", "Excerpts of a recording", "Recordings of a patient", "Classes by fold", "Learning rate"])
            Assert.Contains(title, report, StringComparison.Ordinal);
    }

    private void CopyTestData(string name)
    {
        Directory.CreateDirectory(foldline.At(name, "test_spectrograms"));
        foreach (var file in (string[])["test.csv", "sample_submission.csv"])
            File.Copy(foldline.At("data", file), foldline.At(name, file));
        foreach (var file in Directory.GetFiles(foldline.At("data", "test_spectrograms")))
            File.Copy(file, foldline.At(name, "test_spectrograms", Path.GetFileName(file)));
    }

    private static string KeyOf(string line) => line[..line.IndexOf(',', StringComparison.Ordinal)];
}
