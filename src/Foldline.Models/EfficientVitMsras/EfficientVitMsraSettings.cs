namespace Foldline.Models.EfficientVitMsras;

/// <summary>What tells one EfficientViT (MSRA) from another.</summary>
internal sealed record EfficientVitMsraSettings
{
    /// <summary>Channels a stage.</summary>
    public required int[] Widths { get; init; }

    /// <summary>Blocks a stage.</summary>
    public int[] Depths { get; init; } = [1, 2, 3];

    /// <summary>Heads of attention a stage.</summary>
    public required int[] Heads { get; init; }

    /// <summary>Kernels of the convolutions of the queries, head by head.</summary>
    public int[] Kernels { get; init; } = [7, 5, 3, 3];
}
