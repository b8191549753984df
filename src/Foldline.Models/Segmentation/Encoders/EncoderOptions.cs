namespace Foldline.Models.Segmentation.Encoders;

/// <summary>What a caller chooses about an encoder.</summary>
public sealed record EncoderOptions
{
    /// <summary>Channels of the images.</summary>
    public int InChannels { get; init; } = 3;

    /// <summary>Stages that are used, each with half the size of the one before: 1 to 5.</summary>
    public int Depth { get; init; } = 5;

    /// <summary>Side length of the images divided by that of the deepest map: 32, or 16 or 8, where the last stages trade strides for dilation.</summary>
    public int OutputStride { get; init; } = 32;
}
