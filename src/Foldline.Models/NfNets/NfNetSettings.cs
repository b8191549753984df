using Foldline.Torch.Nn;

namespace Foldline.Models.NfNets;

/// <summary>What tells one network without normalisation from another.</summary>
internal sealed record NfNetSettings
{
    /// <summary>Blocks a stage.</summary>
    public required int[] Depths { get; init; }

    /// <summary>Channels a stage at width 1.</summary>
    public required int[] Widths { get; init; }

    /// <summary>Multiplies all channels.</summary>
    public double WidthFactor { get; init; } = 1;

    /// <summary>First convolutions.</summary>
    public NfNetStem Stem { get; init; }

    /// <summary>Channels of the stem; 0: those of the first stage.</summary>
    public int StemWidth { get; init; }

    /// <summary>Channels a group of the 3×3 convolutions; 0: one group.</summary>
    public int GroupSize { get; init; }

    /// <summary>Channels of the 3×3 convolutions for each of the block's output.</summary>
    public double BottleRatio { get; init; }

    /// <summary>Blocks after RegNet and EfficientNet: they widen from their input, and attention comes before the last convolution.</summary>
    public bool IsRegNet { get; init; }

    /// <summary>A second 3×3 convolution a block.</summary>
    public bool ExtraConv { get; init; }

    /// <summary>Features of a last 1×1 convolution at width 1; 0: none.</summary>
    public int Features { get; init; }

    /// <summary>Channel attention.</summary>
    public NfNetAttention Attention { get; init; }

    /// <summary>Reduced channels of squeeze-and-excitation.</summary>
    public double AttentionRatio { get; init; } = 0.5;

    /// <summary>The activation.</summary>
    public ActivationKind Activation { get; init; } = ActivationKind.Silu;

    /// <summary>As the original code: the activation's gain is applied after the activation and not in the weights, TensorFlow's padding, branches with a learned factor.</summary>
    public bool IsOriginal { get; init; }
}
