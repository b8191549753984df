namespace Foldline.Models.ResNets;

/// <summary>What tells one ResNet from another.</summary>
internal sealed record ResNetSettings
{
    /// <summary>Basic blocks (two 3×3 convolutions) or bottlenecks (1×1, 3×3, 1×1).</summary>
    public required bool Bottleneck { get; init; }

    /// <summary>Blocks a stage.</summary>
    public required int[] Depths { get; init; }

    /// <summary>Channels of the stages, before what bottlenecks multiply them by.</summary>
    public int[] Planes { get; init; } = [64, 128, 256, 512];

    /// <summary>The kind of block of each stage where they differ; null: all are as <see cref="Bottleneck"/> says.</summary>
    public bool[]? StageBottlenecks { get; init; }

    /// <summary>Channels of each block of a pruned network; null where none is pruned.</summary>
    public PrunedStage[]? Pruned { get; init; }

    /// <summary>First convolutions.</summary>
    public StemKind Stem { get; init; }

    /// <summary>Channels of a deep stem's first convolutions.</summary>
    public int StemWidth { get; init; } = 64;

    /// <summary>Whether a strided convolution replaces the stem's max pooling.</summary>
    public bool ReplaceStemPool { get; init; }

    /// <summary>Whether shortcuts shrink by average pooling and a 1×1 convolution instead of a strided convolution.</summary>
    public bool AverageDown { get; init; }

    /// <summary>Kernel of strided shortcuts.</summary>
    public int DownKernelSize { get; init; } = 1;

    /// <summary>Groups of the bottleneck's 3×3 convolution (ResNeXt).</summary>
    public int Cardinality { get; init; } = 1;

    /// <summary>Channels of a bottleneck for every 64 of its stage, each group.</summary>
    public int BaseWidth { get; init; } = 64;

    /// <summary>Divides the channels of a block's first convolution.</summary>
    public int ReduceFirst { get; init; } = 1;

    /// <summary>Attention at the end of each branch.</summary>
    public AttentionKind Attention { get; init; }

    /// <summary>Reduced channels of squeeze-and-excitation.</summary>
    public double AttentionRatio { get; init; } = 1.0 / 16;

    /// <summary>What subsamples instead of strides.</summary>
    public AntiAliasKind AntiAlias { get; init; }

    /// <summary>Group normalisation of 32 groups instead of batch normalisation.</summary>
    public bool GroupNorm { get; init; }

    /// <summary>Makes blocks of another kind; null for ResNet's own.</summary>
    public Func<ResNetParts, BlockShape, ResidualBlock>? Block { get; init; }
}
