namespace Foldline.Imaging;

/// <summary>How an <see cref="ImageGrid"/> looks.</summary>
public sealed record ImageGridOptions
{
    /// <summary>Pictures a row.</summary>
    public int Columns { get; init; } = 6;

    /// <summary>Size of a tile; pictures are fitted into it with their proportions kept.</summary>
    public ImageSize Tile { get; init; } = new(128, 128);

    /// <summary>Pixels between tiles and around them.</summary>
    public int Padding { get; init; } = 4;

    /// <summary>Grey level of the background, 0 to 255.</summary>
    public byte Background { get; init; } = 255;
}
