namespace Foldline.Models.SeNets;

/// <summary>What tells one SENet from another.</summary>
internal sealed record SeNetSettings
{
    /// <summary>Blocks of the network.</summary>
    public required SeBlockKind Block { get; init; }

    /// <summary>Blocks a stage.</summary>
    public required int[] Depths { get; init; }

    /// <summary>Groups of the 3×3 convolutions.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Three 3×3 convolutions of 64, 64 and 128 channels instead of one 7×7 convolution.</summary>
    public bool DeepStem { get; init; }

    /// <summary>Kernel of strided shortcuts.</summary>
    public int DownKernelSize { get; init; } = 1;

    /// <summary>Channels of a block's output for each of its stage's.</summary>
    public int Expansion => Block == SeBlockKind.Basic ? 1 : 4;
}
