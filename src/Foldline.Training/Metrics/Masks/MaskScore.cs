using System.Collections.Immutable;

namespace Foldline.Training.Metrics.Masks;

/// <summary>A score of segmentation_models_pytorch under one of its reductions.</summary>
/// <param name="score">Which score.</param>
/// <param name="reduction">How images and classes become one number.</param>
/// <param name="zeroDivision">The value of a quotient 0/0.</param>
/// <param name="classWeights">Weight of each class for the weighted reductions; empty otherwise.</param>
internal sealed class MaskScore(SegmentationScore score, SegmentationReduction reduction, double zeroDivision, ImmutableArray<double> classWeights)
    : MaskMetric(score.Name, DirectionOf(score))
{
    /// <inheritdoc/>
    public override double Compute(SegmentationStatistics statistics)
    {
        if (!classWeights.IsEmpty && classWeights.Length != statistics.Classes)
            throw FoldlineException.User("FL5101", $"The metric '{Name}' has {classWeights.Length} class weights, but there are {statistics.Classes} classes. Give one for each.");
        return statistics.Score(score, reduction, classWeights.AsSpan(), zeroDivision);
    }

    private static MetricDirection DirectionOf(SegmentationScore score) =>
        score.Name.StartsWith("false_", StringComparison.Ordinal) || score.Name == "negative_likelihood_ratio" ? MetricDirection.Min : MetricDirection.Max;
}
