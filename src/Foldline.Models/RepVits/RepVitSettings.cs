namespace Foldline.Models.RepVits;

/// <summary>What tells one RepViT from another.</summary>
internal sealed record RepVitSettings
{
    /// <summary>Channels a stage.</summary>
    public required int[] Widths { get; init; }

    /// <summary>Blocks a stage.</summary>
    public required int[] Depths { get; init; }

    /// <summary>The first release: a norm in the 1×1 branch instead of one of the sum.</summary>
    public bool IsLegacy { get; init; }
}
