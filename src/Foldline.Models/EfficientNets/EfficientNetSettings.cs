using Foldline.Models.Layers;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientNets;

/// <summary>What tells one mobile network from another.</summary>
internal sealed record EfficientNetSettings
{
    /// <summary>Stages of block definitions; the definitions of a stage are separated by blanks.</summary>
    public required string[] Stages { get; init; }

    /// <summary>Width multiplier.</summary>
    public double Width { get; init; } = 1;

    /// <summary>Depth multiplier: one for all stages or one each.</summary>
    public double[] Depth { get; init; } = [1];

    /// <summary>Scaled depths are rounded to the nearest instead of up.</summary>
    public bool RoundDepth { get; init; }

    /// <summary>The depth multiplier spares the first and the last stage.</summary>
    public bool KeepFirstAndLastDepth { get; init; }

    /// <summary>See <see cref="Channels.MakeDivisible"/>.</summary>
    public double RoundLimit { get; init; } = 0.9;

    /// <summary>Numbers of channels are multiples of it.</summary>
    public int Divisor { get; init; } = 8;

    /// <summary>Channels a group of depthwise and other convolutions with kernels where a block names none; null: 1 for depthwise ones, all for others.</summary>
    public int? GroupSize { get; init; }

    /// <summary>Channels of the first convolution.</summary>
    public int StemWidth { get; init; } = 32;

    /// <summary>Kernel of the first convolution.</summary>
    public int StemKernelSize { get; init; } = 3;

    /// <summary>The width multiplier spares the first convolution.</summary>
    public bool KeepStemWidth { get; init; }

    /// <summary>Features before the classifier; 0: no convolution after the blocks.</summary>
    public int Features { get; init; } = 1280;

    /// <summary>How the width multiplier changes the features.</summary>
    public FeatureScaling FeatureScaling { get; init; } = FeatureScaling.Scaled;

    /// <summary>Activation where a block names none.</summary>
    public ActivationKind Activation { get; init; } = ActivationKind.Silu;

    /// <summary>TensorFlow's "same" padding.</summary>
    public bool SamePadding { get; init; }

    /// <summary>Norm.</summary>
    public MobileNorm Norm { get; init; }

    /// <summary>Channels a group of group normalisation.</summary>
    public int NormGroupSize { get; init; } = 8;

    /// <summary>Added to the variance by the norms.</summary>
    public double Epsilon { get; init; } = 1e-5;

    /// <summary>Global context instead of squeeze-and-excitation.</summary>
    public bool GlobalContext { get; init; }

    /// <summary>Function that makes the factors of squeeze-and-excitation.</summary>
    public ActivationKind SqueezeGate { get; init; } = ActivationKind.Sigmoid;

    /// <summary>Activation between the two layers of squeeze-and-excitation; null is the block's.</summary>
    public ActivationKind? SqueezeActivation { get; init; }

    /// <summary>The ratio of squeeze-and-excitation counts from the expanded channels.</summary>
    public bool SqueezeFromExpanded { get; init; }

    /// <summary>Rounds reduced channels to multiples of eight with this limit (see <see cref="Channels.MakeDivisible"/>); null: to whole numbers.</summary>
    public double? SqueezeRoundLimit { get; init; }

    /// <summary>What subsamples instead of strides, after the activation.</summary>
    public MobileAntiAlias AntiAlias { get; init; }

    /// <summary>Scale of each channel at the end of <c>uir</c> and <c>mqa</c> branches at the start of training; null: no scale.</summary>
    public double? LayerScale { get; init; }

    /// <summary>The head after pooling has a bias; only MobileNetV3 and its kin.</summary>
    public bool HeadBias { get; init; } = true;

    /// <summary>The head after pooling is normalised and has no bias; only MobileNetV3 and its kin.</summary>
    public bool HeadNorm { get; init; }

    /// <summary>Multiplies the numbers of experts in the definitions.</summary>
    public int ExpertsMultiplier { get; init; } = 1;

    /// <summary>Channels after the width multiplier.</summary>
    public int Scale(int channels) => Channels.MakeDivisible(channels * Width, Divisor, RoundLimit);

    /// <summary>Features after the width multiplier.</summary>
    public int ScaledFeatures() => FeatureScaling switch
    {
        FeatureScaling.Scaled => Scale(Features),
        FeatureScaling.NeverLess => Math.Max(Features, Scale(Features)),
        _ => Features,
    };
}
