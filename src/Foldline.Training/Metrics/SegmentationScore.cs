namespace Foldline.Training.Metrics;

/// <summary>A quotient of the numbers of right and wrong pixels; names are those of segmentation_models_pytorch.</summary>
/// <param name="Name">Name there, such as <c>iou_score</c>.</param>
/// <param name="Compute">The score of true positives, false positives, false negatives and true negatives; NaN for 0/0.</param>
public sealed record SegmentationScore(string Name, Func<double, double, double, double, double> Compute)
{
    /// <summary>F1, also called Dice: 2tp / (2tp + fp + fn).</summary>
    public static SegmentationScore F1 { get; } = FBeta(1) with { Name = "f1_score" };

    /// <summary>Intersection over union: tp / (tp + fp + fn).</summary>
    public static SegmentationScore Iou { get; } = new("iou_score", (tp, fp, fn, tn) => tp / (tp + fp + fn));

    /// <summary>Share of right pixels.</summary>
    public static SegmentationScore Accuracy { get; } = new("accuracy", (tp, fp, fn, tn) => (tp + tn) / (tp + fp + fn + tn));

    /// <summary>Share of the called pixels that are right; also <c>positive_predictive_value</c>.</summary>
    public static SegmentationScore Precision { get; } = new("precision", (tp, fp, fn, tn) => tp / (tp + fp));

    /// <summary>Share of the true pixels that are called; also <c>sensitivity</c>.</summary>
    public static SegmentationScore Recall { get; } = new("recall", (tp, fp, fn, tn) => tp / (tp + fn));

    /// <summary>Share of the empty pixels that are left empty.</summary>
    public static SegmentationScore Specificity { get; } = new("specificity", (tp, fp, fn, tn) => tn / (tn + fp));

    /// <summary>Mean of recall and specificity.</summary>
    public static SegmentationScore BalancedAccuracy { get; } =
        new("balanced_accuracy", (tp, fp, fn, tn) => ((tp / (tp + fn)) + (tn / (tn + fp))) / 2);

    /// <summary>Share of the pixels left empty that are empty.</summary>
    public static SegmentationScore NegativePredictiveValue { get; } = new("negative_predictive_value", (tp, fp, fn, tn) => tn / (tn + fn));

    /// <summary>Share of the true pixels that are missed.</summary>
    public static SegmentationScore FalseNegativeRate { get; } = new("false_negative_rate", (tp, fp, fn, tn) => fn / (fn + tp));

    /// <summary>Share of the empty pixels that are called.</summary>
    public static SegmentationScore FalsePositiveRate { get; } = new("false_positive_rate", (tp, fp, fn, tn) => fp / (fp + tn));

    /// <summary>Share of the called pixels that are wrong.</summary>
    public static SegmentationScore FalseDiscoveryRate { get; } = new("false_discovery_rate", (tp, fp, fn, tn) => 1 - (tp / (tp + fp)));

    /// <summary>Share of the pixels left empty that are not.</summary>
    public static SegmentationScore FalseOmissionRate { get; } = new("false_omission_rate", (tp, fp, fn, tn) => 1 - (tn / (tn + fn)));

    /// <summary>Recall over false-positive rate; infinite without false positives.</summary>
    public static SegmentationScore PositiveLikelihoodRatio { get; } =
        new("positive_likelihood_ratio", (tp, fp, fn, tn) => tp / (tp + fn) / (fp / (fp + tn)));

    /// <summary>False-negative rate over specificity.</summary>
    public static SegmentationScore NegativeLikelihoodRatio { get; } =
        new("negative_likelihood_ratio", (tp, fp, fn, tn) => fn / (fn + tp) / (tn / (tn + fp)));

    /// <summary>All scores with fixed settings.</summary>
    public static IReadOnlyList<SegmentationScore> All { get; } =
    [
        F1, Iou, Accuracy, Precision, Precision with { Name = "positive_predictive_value" }, Recall, Recall with { Name = "sensitivity" },
        Specificity, BalancedAccuracy, NegativePredictiveValue, FalseNegativeRate, FalsePositiveRate, FalseDiscoveryRate, FalseOmissionRate,
        PositiveLikelihoodRatio, NegativeLikelihoodRatio,
    ];

    /// <summary>F-score: (1 + β²)tp / ((1 + β²)tp + β²fn + fp).</summary>
    /// <param name="beta">How much more recall counts than precision.</param>
    public static SegmentationScore FBeta(double beta)
    {
        var square = beta * beta;
        return new("fbeta_score", (tp, fp, fn, tn) => (1 + square) * tp / (((1 + square) * tp) + (square * fn) + fp));
    }
}
