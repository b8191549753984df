using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Encoders;

/// <summary>What a caller chooses about an encoder.</summary>
public sealed record EncoderOptions
{
    /// <summary>Channels of the images.</summary>
    public int InChannels { get; init; } = 3;

    /// <summary>Height and width of the images, for networks that are built for one size; null is the network's own. Others take any size.</summary>
    public Size2? ImageSize { get; init; }

    /// <summary>Stages that are used, each with half the size of the one before: 1 to 5.</summary>
    public int Depth { get; init; } = 5;

    /// <summary>Side length of the images divided by that of the deepest map: 32, or 16 or 8, where the last stages trade strides for dilation.</summary>
    public int OutputStride { get; init; } = 32;
}
