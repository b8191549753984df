namespace Foldline.Training.Metrics.Masks;

/// <summary>A number that says how good predicted masks are, computed from the pixels counted in all images. Immutable.</summary>
/// <param name="name">Name in recipes and logs, such as <c>dice</c>.</param>
/// <param name="direction">Which way it improves.</param>
public abstract class MaskMetric(string name, MetricDirection direction = MetricDirection.Max)
{
    /// <summary>Name in recipes and logs.</summary>
    public string Name { get; } = name;

    /// <summary>Which way it improves.</summary>
    public MetricDirection Direction { get; } = direction;

    /// <summary>The value; NaN where it is undefined, such as for images without any mask.</summary>
    /// <param name="statistics">Right and wrong pixels of each image and class.</param>
    /// <exception cref="FoldlineException">FL5101: the settings do not fit the number of classes.</exception>
    public abstract double Compute(SegmentationStatistics statistics);
}
