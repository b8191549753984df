namespace Foldline.Models.DenseNets;

/// <summary>What tells one DenseNet from another.</summary>
internal sealed record DenseNetSettings
{
    /// <summary>Layers a block.</summary>
    public required int[] Depths { get; init; }

    /// <summary>Channels that each layer adds.</summary>
    public int GrowthRate { get; init; } = 32;

    /// <summary>Three 3×3 convolutions instead of one 7×7 convolution.</summary>
    public bool DeepStem { get; init; }

    /// <summary>Whether the stem's max pooling leaves its stride to a blur.</summary>
    public bool BlurStem { get; init; }
}
