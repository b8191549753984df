namespace Foldline.Models.Volos;

/// <summary>What tells one VOLO from another.</summary>
internal sealed record VoloSettings
{
    /// <summary>Height and width of the images.</summary>
    public int ImageSize { get; init; } = 224;

    /// <summary>Blocks of the four stages; the first has outlook attention.</summary>
    public required int[] Depths { get; init; }

    /// <summary>Channels of the first stage; the others have twice as many.</summary>
    public required int Width { get; init; }

    /// <summary>Heads of the first stage.</summary>
    public required int OutlookHeads { get; init; }

    /// <summary>Heads of the other stages.</summary>
    public required int Heads { get; init; }

    /// <summary>Hidden channels of the blocks' networks for each channel.</summary>
    public int Expansion { get; init; } = 3;

    /// <summary>Channels of the convolutions that the patches are made of.</summary>
    public int StemWidth { get; init; } = 64;
}
