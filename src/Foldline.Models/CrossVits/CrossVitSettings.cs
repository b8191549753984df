using Foldline.Torch.Nn;

namespace Foldline.Models.CrossVits;

/// <summary>What tells one CrossViT from another.</summary>
internal sealed record CrossVitSettings
{
    /// <summary>Height and width of the images, and of those that the second branch sees.</summary>
    public (int First, int Second) ImageSizes { get; init; } = (240, 224);

    /// <summary>Channels of the first branch's tokens; the second has twice as many.</summary>
    public required int Width { get; init; }

    /// <summary>Heads of attention in both branches.</summary>
    public required int Heads { get; init; }

    /// <summary>Blocks of the second branch between two exchanges; the first has one.</summary>
    public required int Depth { get; init; }

    /// <summary>Hidden channels of the blocks' networks for each channel.</summary>
    public int Expansion { get; init; } = 3;

    /// <summary>Whether three convolutions make the patches instead of one.</summary>
    public bool HasConvStem { get; init; }

    /// <summary>Sizes of the two branches' images where the first's is given.</summary>
    /// <param name="size">Size of the images; null for the usual one.</param>
    public Size2[] SizesFor(Size2? size)
    {
        var first = size ?? ImageSizes.First;
        var scale = (double)ImageSizes.Second / ImageSizes.First;
        return [first, new Size2((long)(first.Height * scale), (long)(first.Width * scale))];
    }
}
