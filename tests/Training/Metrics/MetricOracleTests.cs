using System.Text.Json;
using Foldline.Training.Metrics;
using Foldline.Training.Prediction;

namespace Foldline.Tests.Training.Metrics;

[Trait("kind", "oracle")]
public sealed class MetricOracleTests
{
    private const double Tolerance = 1e-12;
    private const string File = "numeric/metrics";

    // epoch_aggregation and early_stopping are tested beside the log and the triggers.
    private static readonly string[] Elsewhere = ["epoch_aggregation", "early_stopping", .. SegmentationOracleTests.Kinds];

    public static TheoryData<string> Ids => new(Oracle.Cases(File)
        .Where(item => !Elsewhere.Contains(item.GetProperty("kind").GetString(), StringComparer.Ordinal))
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
                CheckBinaryLabels(item);
                break;
            case "kaggle_kl":
            case "kaggle_kl_edge":
                CheckDivergence(item);
                break;
            case "keras_auc":
                Equal(item.GetProperty("auc"), Value(new KerasAuc(item.GetProperty("num_thresholds").GetInt32()), Doubles(item, "y_score"), Integers(item, "y_true"), 1));
                break;
            case "keras_auc_multi_label":
                CheckKerasAuc(item);
                break;
            case "tta_mean":
                Equal(item.GetProperty("mean_per_sample"), PassMean.Compute(Doubles(item, "predictions_pass_after_pass"), item.GetProperty("passes").GetInt32()));
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
        Equal(item.GetProperty("brier").GetProperty("value"), Value(new BrierScore(), scores, targets, 1, weights));
        Equal(item.GetProperty("average_precision").GetProperty("value"), Value(new AveragePrecision(), scores, targets, 1, weights));
        Equal(item.GetProperty("log_loss").GetProperty("value"), Value(new LogLoss(), scores, targets, 1, weights));
        Equal(item.GetProperty("log_loss_eps_1e-15").GetProperty("value"), Value(new LogLoss(1e-15), scores, targets, 1, weights));

        var precisionRecall = PrecisionRecallCurve.Compute(scores, targets, weights);
        var expectedCurve = item.GetProperty("precision_recall_curve");
        Equal(expectedCurve.GetProperty("precision"), precisionRecall.Precision);
        Equal(expectedCurve.GetProperty("recall"), precisionRecall.Recall);
        Equal(expectedCurve.GetProperty("thresholds"), precisionRecall.Thresholds);
        Equal(item.GetProperty("average_precision").GetProperty("value"), precisionRecall.Area());

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
            Assert.Equal("FL5101", Assert.Throws<FoldlineException>(() => AveragePrecision.Compute(scores, targets)).Code);
            return;
        }

        Equal(item.GetProperty("average_precision").GetProperty("value"), Value(new AveragePrecision(), scores, targets, 1));

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
        Equal(item.GetProperty("average_precision"), AveragePrecision.Compute(scores, targets));
        Assert.Equal(item.GetProperty("roc_points").GetInt32(), RocCurve.Compute(scores, targets, default, dropCollinear: true).Thresholds.Length);
    }

    private static void CheckMultiLabel(JsonElement item)
    {
        var classes = item.GetProperty("y_score")[0].GetArrayLength();
        var (scores, targets) = (Doubles(item, "y_score"), Integers(item, "y_true"));
        foreach (var property in item.EnumerateObject())
        {
            if (RocAverage(property.Name) is { } rocAverage)
                CheckResult(property.Value, Result(new RocAuc(rocAverage), scores, targets, classes));
            if (property.Name.StartsWith("average_precision_", StringComparison.Ordinal))
                CheckResult(property.Value, Result(new AveragePrecision(Average(property.Name)), scores, targets, classes));
        }

        if (item.TryGetProperty("roc_auc_none", out var each) && each.TryGetProperty("value", out var areas))
            Equal(areas, Result(new RocAuc(), scores, targets, classes).PerClass);
        if (!item.TryGetProperty("f1_at_0.5", out var scoresOfF1))
            return;
        foreach (var property in scoresOfF1.EnumerateObject())
            Equal(property.Value.GetProperty("value"), Value(new FScore(new CountScoreOptions { Average = Average("_" + property.Name) }), scores, targets, classes));
        Equal(item.GetProperty("subset_accuracy_at_0.5"), Value(new Accuracy(subset: true), scores, targets, classes));
        Assert.Equal(1 - item.GetProperty("hamming_loss_at_0.5").GetDouble(), Value(new Accuracy(), scores, targets, classes), Tolerance);
    }

    private static void CheckMultiClass(JsonElement item)
    {
        var classes = item.GetProperty("y_proba")[0].GetArrayLength();
        var (scores, targets, weights) = (Doubles(item, "y_proba"), Integers(item, "y_true"), Weights(item));
        var logLoss = new LogLoss();

        Equal(item.GetProperty("log_loss"), Value(logLoss, scores, targets, classes, weights));
        Equal(item.GetProperty("log_loss_sum"), logLoss.Sum);
        Equal(item.GetProperty("accuracy"), Value(new Accuracy(), scores, targets, classes, weights));
        CheckConfusion(item, scores, targets, classes, weights);
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

    private static void CheckConfusion(JsonElement item, double[] scores, int[] targets, int classes, double[] weights)
    {
        var matrix = ConfusionMatrix.Compute(targets, Integers(item, "y_pred"), classes, weights);
        Equal(item.GetProperty("confusion_matrix"), Cells(matrix));
        Equal(item.GetProperty("confusion_matrix_true_normalized"), [.. matrix.NormalizedByTarget().Cast<double>()]);
        Equal(item.GetProperty("f1_per_class"), Result(new FScore(new CountScoreOptions()), scores, targets, classes, weights).PerClass);
        foreach (var property in item.EnumerateObject())
        {
            if (OfConfusion(property.Name) is { } metric)
                Equal(property.Value, Value(metric, scores, targets, classes, weights));
        }
    }

    private static Metric? OfConfusion(string name)
    {
        var options = new CountScoreOptions { Average = Average(name) };
        return name.Split('_') switch
        {
            ["balanced", "accuracy"] => new BalancedAccuracy(),
            ["balanced", "accuracy", "adjusted"] => new BalancedAccuracy(adjusted: true),
            ["f1", not "per"] => new FScore(options),
            ["fbeta2", _] => new FScore(options, 2),
            ["precision", _] => new Precision(options),
            ["recall", _] => new Recall(options),
            ["jaccard", _] => new Jaccard(options),
            ["kappa"] => new CohenKappa(),
            ["kappa", "linear"] => new CohenKappa(KappaWeighting.Linear),
            ["kappa", "quadratic"] => new CohenKappa(KappaWeighting.Quadratic),
            ["mcc"] => new MatthewsCorrelation(),
            ["top", var k, "accuracy"] => new TopKAccuracy(int.Parse(k, System.Globalization.CultureInfo.InvariantCulture)),
            _ => null,
        };
    }

    private static void CheckBinaryLabels(JsonElement item)
    {
        var (predicted, targets) = (Doubles(item, "y_pred"), Integers(item, "y_true"));
        Equal(item.GetProperty("accuracy"), Value(new Accuracy(), predicted, targets, 1));
        Equal(item.GetProperty("confusion_matrix_labels_0_1"), Cells(ConfusionMatrix.Compute(targets, Integers(item, "y_pred"), 2)));
        foreach (var zeroDivision in new[] { 0, 1 })
        {
            var options = new CountScoreOptions { ZeroDivision = zeroDivision };
            var suffix = zeroDivision == 1 ? "_zero_division_1" : "";
            CheckValue("f1" + suffix, new FScore(options));
            CheckValue("precision" + suffix, new Precision(options));
            CheckValue("recall" + suffix, new Recall(options));
            CheckValue("jaccard" + suffix, new Jaccard(options));
        }

        CheckValue("mcc", new MatthewsCorrelation());
        CheckValue("kappa", new CohenKappa());
        CheckValue("balanced_accuracy", new BalancedAccuracy());

        void CheckValue(string name, Metric metric) => Equal(item.GetProperty(name).GetProperty("value"), Value(metric, predicted, targets, 1));
    }

    private static void CheckDivergence(JsonElement item)
    {
        var (p, t) = (Doubles(item, "p"), Doubles(item, "t"));
        var classes = item.GetProperty("p")[0].GetArrayLength();
        var metric = new KullbackLeibler();
        var perSample = new List<double>();
        for (var start = 0; start < p.Length; start += classes)
        {
            metric.Update(PredictionBatch.OfDistributions(p.AsSpan(start, classes), t.AsSpan(start, classes), classes));
            perSample.Add(metric.OfSample(p.AsSpan(start, classes), t.AsSpan(start, classes)));
        }

        Equal(item.GetProperty("value"), metric.Result().Value);
        Equal(item.GetProperty("per_row"), perSample);
    }

    private static void CheckKerasAuc(JsonElement item)
    {
        var metric = new KerasAuc(item.GetProperty("num_thresholds").GetInt32());
        var result = Result(metric, Doubles(item, "y_score"), Integers(item, "y_true"), item.GetProperty("y_score")[0].GetArrayLength());
        Equal(item.GetProperty("auc"), result.Value);
        Equal(item.GetProperty("per_label"), result.PerClass);
    }

    // Where the reference raises an error the value is undefined, where it warns the reason is given beside the value.
    private static void CheckResult(JsonElement expected, MetricResult actual)
    {
        if (expected.TryGetProperty("value", out var value))
            Equal(value, actual.Value);
        else
            Assert.NotNull(actual.Undefined);
    }

    private static double[] Cells(ConfusionMatrix matrix) =>
        [.. Enumerable.Range(0, matrix.Classes * matrix.Classes).Select(cell => matrix[cell / matrix.Classes, cell % matrix.Classes])];

    private static RocAucAverage? RocAverage(string name) => name switch
    {
        "roc_auc_macro" => RocAucAverage.Macro,
        "roc_auc_micro" => RocAucAverage.Micro,
        "roc_auc_weighted" => RocAucAverage.Weighted,
        "roc_auc_samples" => RocAucAverage.Samples,
        _ => null,
    };

    private static ScoreAverage Average(string name) => name.Split('_')[^1] switch
    {
        "macro" => ScoreAverage.Macro,
        "micro" => ScoreAverage.Micro,
        "weighted" => ScoreAverage.Weighted,
        "samples" => ScoreAverage.Samples,
        _ => ScoreAverage.Auto,
    };

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
