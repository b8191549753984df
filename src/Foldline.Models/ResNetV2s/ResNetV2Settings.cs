using Foldline.Models.Layers;

namespace Foldline.Models.ResNetV2s;

/// <summary>What tells one ResNet of the second version from another. The defaults are Big Transfer's but for its stem.</summary>
internal sealed record ResNetV2Settings
{
    /// <summary>Blocks a stage.</summary>
    public required int[] Depths { get; init; }

    /// <summary>Channels a stage at width 1.</summary>
    public int[] Widths { get; init; } = [256, 512, 1024, 2048];

    /// <summary>Multiplies all channels.</summary>
    public int WidthFactor { get; init; } = 1;

    /// <summary>Blocks of two 3×3 convolutions instead of bottlenecks.</summary>
    public bool Basic { get; init; }

    /// <summary>Norm and activation come before each convolution (He et al. 2016b); otherwise the blocks are those of version 1.</summary>
    public bool PreActivation { get; init; } = true;

    /// <summary>First convolutions.</summary>
    public ResNetV2Stem Stem { get; init; }

    /// <summary>How the stem pads before it pools.</summary>
    public StemPadding StemPadding { get; init; }

    /// <summary>Whether shortcuts shrink by average pooling and a 1×1 convolution instead of a strided convolution.</summary>
    public bool AverageDown { get; init; }

    /// <summary>Normalisation.</summary>
    public NormAct Norm { get; init; } = new(NormActKind.GroupNorm);

    /// <summary>Whether the weights of the convolutions are standardised.</summary>
    public bool StandardizesWeights { get; init; } = true;

    /// <summary>Added to the variance of the weights.</summary>
    public double WeightEpsilon { get; init; } = 1e-8;

    /// <summary>Whether the convolutions pad as TensorFlow does.</summary>
    public bool SamePadding { get; init; }
}
