namespace Foldline.Models.Caits;

/// <summary>What tells one CaiT from another.</summary>
internal sealed record CaitSettings
{
    /// <summary>Height and width of the images.</summary>
    public int ImageSize { get; init; } = 224;

    /// <summary>Channels of a token.</summary>
    public required int Width { get; init; }

    /// <summary>Blocks of patches; two more follow for the class token.</summary>
    public int Depth { get; init; } = 24;

    /// <summary>Start of the branches' factors.</summary>
    public double LayerScale { get; init; } = 1e-5;
}
