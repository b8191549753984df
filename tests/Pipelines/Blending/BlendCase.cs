using Foldline.Data.Folds;
using Foldline.Pipelines.Blending;
using Foldline.Pipelines.Predictions;
using Foldline.Pipelines.Stages;

namespace Foldline.Tests.Pipelines.Blending;

/// <summary>Run folders as finished runs leave them, with predictions made up by formulas, and their data folder.</summary>
internal sealed class BlendCase : IDisposable
{
    public const int Count = 90;

    private const string Class = "target: {class: label, names: [no, yes]}\nmetrics: [roc_auc, log_loss]";
    private readonly TemporaryFolder folder = new();

    public BlendCase()
    {
        folder.Write("data/train.csv", "id,label,a,b,c,image\n" + string.Concat(Enumerable.Range(0, Count).Select(i => $"s{i},{Truth(i)},{Truth(i)},{1 - Truth(i)},{i % 2},x.png\n")));
        folder.Write("data/sample.csv", "name,score\nt1,0\nt0,0\nt2,0\n");
    }

    public string Data => folder.At("data");

    public string Runs => folder.At("runs");

    /// <summary>One in three.</summary>
    public static int Truth(int sample) => sample % 3 == 0 ? 1 : 0;

    /// <summary>A number between 0 and 1 that looks random.</summary>
    public static double Noise(int sample, int seed) => new Random((sample * 1000003) + seed).NextDouble();

    /// <summary>Makes a run.</summary>
    /// <param name="name">Folder name.</param>
    /// <param name="yes">Probability of the last class for a sample.</param>
    /// <param name="target">The recipe's target and metrics.</param>
    /// <returns>The run's folder.</returns>
    public string Add(string name, Func<int, double> yes, string target = Class)
    {
        var path = Path.Combine(Runs, "small", name);
        AtomicFile.WriteText(Path.Combine(path, "recipe.yaml"), $"""
            name: small
            tables:
              train: train.csv
              sample: sample.csv
            samples: SELECT * FROM train ORDER BY rowid
            {target}
            submission: SELECT id AS name, yes AS score FROM predictions
            """);
        var ids = Enumerable.Range(0, Count).Select(i => $"s{i}").ToArray();
        var classes = target.Contains("maybe", StringComparison.Ordinal) ? (string[])["no", "maybe", "yes"] : ["no", "yes"];
        new FoldAssignment(ids, [.. Enumerable.Range(0, Count).Select(FoldOf)], 3).Save(Path.Combine(path, "folds.parquet"));
        Table(ids, FoldOf, classes, yes).Save(Path.Combine(path, "oof.parquet"));
        Table(["t0", "t1", "t2"], _ => -1, classes, yes).Save(Path.Combine(path, "test.parquet"));
        return path;
    }

    public BlendResult Blend(string[] runs, string? metric = null, bool ranks = false) =>
        new BlendRunner(new SilentObserver(), TimeProvider.System).Run(new BlendOptions { Runs = runs, DataFolder = Data, OutFolder = Runs, Metric = metric, UseRanks = ranks });

    public static int FoldOf(int sample) => sample / 3 % 3;

    public static PredictionTable Table(string[] ids, Func<int, int> fold, string[] classes, Func<int, double> yes) => new(
        ids,
        Enumerable.Range(0, ids.Length).Select(fold),
        classes,
        Enumerable.Range(0, ids.Length).SelectMany(i => classes.Length == 2 ? (double[])[1 - yes(i), yes(i)] : [(1 - yes(i)) / 2, (1 - yes(i)) / 2, yes(i)]));

    public void Dispose() => folder.Dispose();
}
