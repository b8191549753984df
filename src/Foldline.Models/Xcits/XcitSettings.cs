namespace Foldline.Models.Xcits;

/// <summary>What tells one XCiT from another.</summary>
internal sealed record XcitSettings
{
    /// <summary>Height and width of the images.</summary>
    public int ImageSize { get; init; } = 224;

    /// <summary>Side of a patch: 16 or 8.</summary>
    public int PatchSize { get; init; } = 16;

    /// <summary>Channels of a token.</summary>
    public required int Width { get; init; }

    /// <summary>Blocks of patches; two more follow for the class token.</summary>
    public required int Depth { get; init; }

    /// <summary>Heads of attention.</summary>
    public required int Heads { get; init; }

    /// <summary>Start of the branches' factors.</summary>
    public double LayerScale { get; init; } = 1e-5;

    /// <summary>Whether the second norm of the class token's blocks takes the patches too.</summary>
    public bool NormsAllTokens { get; init; } = true;
}
