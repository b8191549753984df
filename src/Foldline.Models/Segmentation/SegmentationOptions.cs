using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation;

/// <summary>What a caller chooses about a segmentation network. What is null is the architecture's own choice; what an architecture does not have, it does not look at.</summary>
public sealed record SegmentationOptions
{
    /// <summary>Number of classes: channels of the output.</summary>
    public int Classes { get; init; } = 1;

    /// <summary>Channels of the images.</summary>
    public int InChannels { get; init; } = 3;

    /// <summary>Height and width of the images, for encoders that are built for one size; null is the encoder's own. Others take any size.</summary>
    public Size2? ImageSize { get; init; }

    /// <summary>What follows the last layer; by default the output is logits.</summary>
    public SegmentationActivation Activation { get; init; }

    /// <summary>Stages of the encoder that are used, each with half the size of the one before: 1 to 5. Null: 5, in PSPNet 3, in PAN always 5.</summary>
    public int? EncoderDepth { get; init; }

    /// <summary>
    /// Side length of the images divided by that of the deepest feature map, where the encoder's last stages trade strides for
    /// dilation. DeepLabV3+: 16 or 8; PAN: 16 or 32; DeepLabV3 always 8, the others always 32.
    /// </summary>
    public int? EncoderOutputStride { get; init; }

    /// <summary>
    /// Channels of the decoder. U-Net, U-Net++ and MA-Net: one number for each stage of the encoder, deepest first (256, 128, 64, 32,
    /// 16). DeepLabV3 and DeepLabV3+ (256) and PAN (32): a single one.
    /// </summary>
    public IReadOnlyList<int>? DecoderChannels { get; init; }

    /// <summary>Whether the decoder normalises (U-Net, U-Net++, MA-Net, LinkNet, PSPNet).</summary>
    public bool DecoderBatchNorm { get; init; } = true;

    /// <summary>Attention in the decoder's blocks (U-Net, U-Net++).</summary>
    public DecoderAttention DecoderAttention { get; init; }

    /// <summary>Probability of dropping whole channels before the head while training (FPN, PSPNet).</summary>
    public double DecoderDropout { get; init; } = 0.2;

    /// <summary>Channels in which MA-Net's position-wise attention compares places.</summary>
    public int PositionAttentionChannels { get; init; } = 64;

    /// <summary>Channels of FPN's pyramid.</summary>
    public int PyramidChannels { get; init; } = 256;

    /// <summary>Channels of each level of FPN before the merge; a multiple of 32.</summary>
    public int PyramidSegmentationChannels { get; init; } = 128;

    /// <summary>How FPN puts its levels together.</summary>
    public PyramidMerge PyramidMerge { get; init; }

    /// <summary>Channels of PSPNet's output before the head.</summary>
    public int PspChannels { get; init; } = 512;

    /// <summary>The three dilations of DeepLabV3+'s spatial pyramid.</summary>
    public IReadOnlyList<int> AtrousRates { get; init; } = [12, 24, 36];

    /// <summary>Factor by which the head enlarges its output. Null: FPN, PAN and DeepLabV3+ 4, PSPNet and DeepLabV3 8, the others 1.</summary>
    public int? Upsampling { get; init; }

    /// <summary>Adds a head that classifies the whole image; null for none.</summary>
    public LabelHeadOptions? LabelHead { get; init; }
}
