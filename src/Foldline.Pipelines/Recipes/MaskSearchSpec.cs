namespace Foldline.Pipelines.Recipes;

/// <summary>Which thresholds and least sizes of masks are tried on validation predictions, each with each, class by class.</summary>
/// <param name="Thresholds">Probabilities in [0, 1).</param>
/// <param name="MinSizes">Numbers of pixels.</param>
public sealed record MaskSearchSpec(ValueList<double> Thresholds, ValueList<int> MinSizes)
{
    /// <summary>0.05, 0.1 … 0.95 and sizes up to a twelfth of 256 × 1600 pixels.</summary>
    public static MaskSearchSpec Default { get; } = new(
        [.. Enumerable.Range(1, 19).Select(step => step / 20.0)],
        [0, 25, 50, 100, 200, 400, 800, 1200, 1600, 2400, 3500, 5000, 10_000, 20_000, 35_000]);
}
