namespace Foldline.Models.Segmentation;

/// <summary>A second head on the deepest feature map that classifies the whole image.</summary>
public sealed record LabelHeadOptions
{
    /// <summary>Number of classes.</summary>
    public required int Classes { get; init; }

    /// <summary>How the map becomes one vector: average or max.</summary>
    public GlobalPoolKind Pooling { get; init; } = GlobalPoolKind.Average;

    /// <summary>Probability of dropout before the classifier while training, in [0, 1).</summary>
    public double Dropout { get; init; } = 0.2;

    /// <summary>What follows the classifier.</summary>
    public SegmentationActivation Activation { get; init; }
}
