namespace Foldline.Models.FastVits;

/// <summary>What tells one FastViT from another.</summary>
internal sealed record FastVitSettings
{
    /// <summary>Blocks a stage.</summary>
    public required int[] Depths { get; init; }

    /// <summary>Channels a stage.</summary>
    public int[] Widths { get; init; } = [64, 128, 256, 512];

    /// <summary>Hidden channels of the blocks' networks for each channel.</summary>
    public int Expansion { get; init; } = 4;

    /// <summary>Stages from this on mix places by attention.</summary>
    public int FirstAttentionStage { get; init; } = int.MaxValue;

    /// <summary>Stages from this on have squeeze-and-excitation where they shrink the map.</summary>
    public int FirstExciteStage { get; init; } = int.MaxValue;

    /// <summary>An activation after the large kernels that shrink maps.</summary>
    public bool ActivatesLargeKernels { get; init; }

    /// <summary>Layer instead of batch normalisation before attention, and no 1×1 branches in the stem: the largest MobileCLIP models.</summary>
    public bool IsLarge { get; init; }
}
