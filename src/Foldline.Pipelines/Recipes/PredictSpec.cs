namespace Foldline.Pipelines.Recipes;

/// <summary>How a trained network predicts.</summary>
/// <param name="UseEma">True = the averaged weights when there are any (<c>weights: ema</c>), false = the raw ones (<c>weights: raw</c>).</param>
/// <param name="UseBest">True = the best epoch's weights (<c>snapshot: best</c>), false = the last ones (<c>snapshot: last</c>).</param>
/// <param name="Fuse">Whether batch normalisation is folded into the convolutions before it: quicker, and the same apart from rounding.</param>
public sealed record PredictSpec(bool UseEma = true, bool UseBest = false, bool Fuse = false)
{
    /// <summary>Test-time augmentation; null = each image is shown once.</summary>
    public TtaSpec? Tta { get; init; }

    /// <summary>Probability that a pixel of a mask must exceed, one for all classes or one a class.</summary>
    public ValueList<double> Threshold { get; init; } = [0.5];

    /// <summary>Connected parts of a mask of no more pixels than this are left out, one number for all classes or one a class.</summary>
    public ValueList<int> MinSize { get; init; } = [0];

    /// <summary>Search of both on validation predictions; null = the two values above are used.</summary>
    public MaskSearchSpec? Search { get; init; }
}
