using System.Text.Json;
using Foldline.Training.Metrics;

namespace Foldline.Tests.Training.Metrics;

[Trait("kind", "oracle")]
public sealed class MetricOracleTests
{
    private const double Tolerance = 1e-12;
    private const string File = "numeric/metrics";

    // Segmentation scores, Keras's thresholded area, competition metrics and prediction averaging come with later recipes;
    // epoch_aggregation and early_stopping are tested beside the log and the triggers.
    private static readonly string[] Later =
        ["steel_meter", "smp_metrics", "keras_auc", "keras_auc_multi_label", "kaggle_kl", "kaggle_kl_edge", "tta_mean"];

    private static readonly string[] Elsewhere = ["epoch_aggregation", "early_stopping"];

    public static TheoryData<string> Ids => new(Oracle.Cases(File)
        .Where(item => !Later.Concat(Elsewhere).Contains(item.GetProperty("kind").GetString(), StringComparer.Ordinal))
        .Select(item => item.GetProperty("id").GetString()!));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Metric_EqualsTheReference(string id)
    {
        var item = Oracle.Case(File, id);
        switch (item.GetProperty("kind").GetString())
        {
            case "binary_scores":
                CheckBinaryScores(item);
                break;
            case "binary_scores_degenerate":
                CheckDegenerate(item);
                break;
            case "binary_scores_large":
                CheckLarge(item);
                break;
            case "multilabel":
            case "multilabel_column_with_one_class":
                CheckMultiLabel(item);
                break;
            case "multiclass":
                CheckMultiClass(item);
                break;
            case "binary_labels":
                Equal(item.GetProperty("accuracy"), Value(new Accuracy(), Doubles(item, "y_pred"), Integers(item, "y_true"), 1));
                break;
            case "log_loss_clip":
                CheckClip(item);
                break;
            case "log_loss_renormalise":
                Equal(item.GetProperty("value").GetProperty("value"), Value(new LogLoss(), Doubles(item, "y_proba"), Integers(item, "y_true"), item.GetProperty("labels").GetArrayLength()));
                break;
            case var kind:
                Assert.Fail($"Unknown kind '{kind}'.");
                break;
        }
    }

    private static void CheckBinaryScores(JsonElement item)
    {
        var (scores, targets, weights) = (Doubles(item, "y_score"), Integers(item, "y_true"), Weights(item));

        Equal(item.GetProperty("roc_auc").GetProperty("value"), RocArea.Compute(scores, targets, weights));
        Equal(item.GetProperty("roc_auc").GetProperty("value"), Value(new RocAuc(), scores, targets, 1, weights));
        Equal(item.GetProperty("log_loss").GetProperty("value"), Value(new LogLoss(), scores, targets, 1, weights));
        Equal(item.GetProperty("log_loss_eps_1e-15").GetProperty("value"), Value(new LogLoss(1e-15), scores, targets, 1, weights));

        var all = RocCurve.Compute(scores, targets, weights);
        EqualCurve(item.GetProperty("roc_curve_all_points"), all);
        EqualCurve(item.GetProperty("roc_curve"), RocCurve.Compute(scores, targets, weights, dropCollinear: true));
        Equal(item.GetProperty("roc_auc").GetProperty("value"), all.Area());
        foreach (var maximum in new[] { "0.1", "0.25", "1" })
        {
            var expected = item.GetProperty($"roc_auc_max_fpr_{maximum}").GetProperty("value");
            Equal(expected, all.PartialArea(double.Parse(maximum, System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    private static void CheckDegenerate(JsonElement item)
    {
        var (scores, targets) = (Doubles(item, "y_score"), Integers(item, "y_true"));

        if (item.GetProperty("roc_curve").TryGetProperty("error", out _))
        {
            Assert.Equal("FL5101", Assert.Throws<FoldlineException>(() => RocArea.Compute(scores, targets)).Code);
            Assert.Equal("FL5101", Assert.Throws<FoldlineException>(() => RocCurve.Compute(scores, targets)).Code);
            return;
        }

        // The reference refuses a log loss when it cannot tell the classes from the targets; here they are always given.
        if (item.GetProperty("roc_auc").TryGetProperty("error", out _))
        {
            Assert.True(double.IsNaN(RocArea.Compute(scores, targets)));
            Assert.NotNull(Result(new RocAuc(), scores, targets, 1).Undefined);
            var strict = new RocAuc(policy: UndefinedPolicy.Error);
            Assert.Equal("FL5102", Assert.Throws<FoldlineException>(() => Value(strict, scores, targets, 1)).Code);
        }
        else
        {
            Equal(item.GetProperty("roc_auc").GetProperty("value"), RocArea.Compute(scores, targets));
        }

        var expected = item.GetProperty("roc_curve").GetProperty("value");
        var curve = RocCurve.Compute(scores, targets, default, dropCollinear: true);
        Equal(expected[0], curve.FalsePositiveRate);
        Equal(expected[1], curve.TruePositiveRate);
        Equal(expected[2], curve.Thresholds);
    }

    private static void CheckLarge(JsonElement item)
    {
        var count = item.GetProperty("n").GetInt32();
        var uniformY = new UniformStream(item.GetProperty("stream_y").GetString()!);
        var uniformS = new UniformStream(item.GetProperty("stream_s").GetString()!);
        var targets = Enumerable.Range(0, count).Select(j => uniformY.Next() < 0.3 ? 1 : 0).ToArray();
        var scores = Enumerable.Range(0, count).Select(j => Math.Floor(((0.3 * targets[j]) + (0.7 * uniformS.Next())) * 1000) / 1000).ToArray();

        Assert.Equal(item.GetProperty("positives").GetInt32(), targets.Sum());
        Assert.Equal(item.GetProperty("score_first").Numbers(), scores[..6]);
        Equal(item.GetProperty("roc_auc"), RocArea.Compute(scores, targets));
        Equal(item.GetProperty("roc_auc"), RocCurve.Compute(scores, targets).Area());
        Assert.Equal(item.GetProperty("roc_points").GetInt32(), RocCurve.Compute(scores, targets, default, dropCollinear: true).Thresholds.Length);
    }

    private static void CheckMultiLabel(JsonElement item)
    {
        var classes = item.GetProperty("y_score")[0].GetArrayLength();
        var (scores, targets) = (Doubles(item, "y_score"), Integers(item, "y_true"));
        foreach (var (key, average) in new[] { ("macro", RocAucAverage.Macro), ("micro", RocAucAverage.Micro), ("weighted", RocAucAverage.Weighted) })
        {
            if (!item.TryGetProperty($"roc_auc_{key}", out var expected))
                continue;
            var actual = Result(new RocAuc(average), scores, targets, classes);
            if (expected.TryGetProperty("error", out _))
                Assert.NotNull(actual.Undefined);
            else
                Equal(expected.GetProperty("value"), actual.Value);
        }

        if (item.TryGetProperty("roc_auc_none", out var each) && each.TryGetProperty("value", out var areas))
            Equal(areas, Result(new RocAuc(), scores, targets, classes).PerClass);
        if (item.TryGetProperty("hamming_loss_at_0.5", out var hamming))
            Assert.Equal(1 - hamming.GetDouble(), Value(new Accuracy(), scores, targets, classes), Tolerance);
    }

    private static void CheckMultiClass(JsonElement item)
    {
        var classes = item.GetProperty("y_proba")[0].GetArrayLength();
        var (scores, targets, weights) = (Doubles(item, "y_proba"), Integers(item, "y_true"), Weights(item));
        var logLoss = new LogLoss();

        Equal(item.GetProperty("log_loss"), Value(logLoss, scores, targets, classes, weights));
        Equal(item.GetProperty("log_loss_sum"), logLoss.Sum);
        Equal(item.GetProperty("accuracy"), Value(new Accuracy(), scores, targets, classes, weights));
        CheckRocAuc(item.GetProperty("roc_auc_ovr_macro"), new RocAuc());
        CheckRocAuc(item.GetProperty("roc_auc_ovr_weighted"), new RocAuc(RocAucAverage.Weighted));
        if (weights.Length > 0)
            return;
        CheckRocAuc(item.GetProperty("roc_auc_ovo_macro"), new RocAuc(RocAucAverage.OneVsOne));
        CheckRocAuc(item.GetProperty("roc_auc_ovo_weighted"), new RocAuc(RocAucAverage.OneVsOneWeighted));

        void CheckRocAuc(JsonElement expected, RocAuc metric)
        {
            if (expected.TryGetProperty("value", out var value))
                Equal(value, Value(metric, scores, targets, classes, weights));
            else
                Assert.NotNull(Result(metric, scores, targets, classes, weights).Undefined);
        }
    }

    private static void CheckClip(JsonElement item)
    {
        var (p, targets) = (Doubles(item, "p"), Integers(item, "y_true"));
        Equal(item.GetProperty("eps_auto"), Value(new LogLoss(), p, targets, 1));
        Equal(item.GetProperty("eps_1e_15"), Value(new LogLoss(1e-15), p, targets, 1));
        Equal(item.GetProperty("float32_auto"), Value(new LogLoss(LogLoss.Float32Epsilon), p, targets, 1));
    }

    private static double Value(Metric metric, double[] scores, int[] targets, int classes, double[]? weights = null) =>
        Result(metric, scores, targets, classes, weights).Value;

    // In two batches and two merged accumulators, so that every case also proves that neither changes the value.
    private static MetricResult Result(Metric metric, double[] scores, int[] targets, int classes, double[]? weights = null)
    {
        var half = scores.Length / classes / 2;
        var perSample = targets.Length * classes / scores.Length;
        metric.Update(new PredictionBatch(scores.AsSpan(0, half * classes), targets.AsSpan(0, half * perSample), classes, weights is { Length: > 0 } ? weights.AsSpan(0, half) : default));
        metric.Update(new PredictionBatch(scores.AsSpan(half * classes), targets.AsSpan(half * perSample), classes, weights is { Length: > 0 } ? weights.AsSpan(half) : default));
        return metric.Result();
    }

    private static void EqualCurve(JsonElement expected, RocCurve actual)
    {
        Equal(expected.GetProperty("fpr"), actual.FalsePositiveRate);
        Equal(expected.GetProperty("tpr"), actual.TruePositiveRate);
        Equal(expected.GetProperty("thresholds"), actual.Thresholds);
    }

    private static void Equal(JsonElement expected, double actual) => Assert.Equal(expected.Number(), actual, Tolerance);

    private static void Equal(JsonElement expected, IReadOnlyList<double> actual)
    {
        var numbers = expected.Numbers();
        Assert.Equal(numbers.Length, actual.Count);
        for (var i = 0; i < numbers.Length; i++)
            Assert.Equal(numbers[i], actual[i], Tolerance);
    }

    private static double[] Doubles(JsonElement item, string name) => item.GetProperty(name).Numbers();

    private static int[] Integers(JsonElement item, string name) => item.GetProperty(name).Integers();

    private static double[] Weights(JsonElement item) =>
        item.GetProperty("sample_weight") is { ValueKind: JsonValueKind.Array } weights ? weights.Numbers() : [];
}
