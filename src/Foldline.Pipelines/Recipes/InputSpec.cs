using Foldline.Imaging;

namespace Foldline.Pipelines.Recipes;

/// <summary>How the input column becomes pixels.</summary>
public sealed record InputSpec
{
    /// <summary>Column of the samples that holds the image's path in the data folder.</summary>
    public string Image { get; init; } = "image";

    /// <summary>Channels of the network's input: 1 (grey) or 3 (a grey image is repeated).</summary>
    public int Channels { get; init; } = 3;

    /// <summary>Size after resizing; null = images are used as they are and must all have one size.</summary>
    public ImageSize? Size { get; init; }

    /// <summary>What happens to the pixel values 0 … 255.</summary>
    public Normalization Normalize { get; init; } = Normalization.None;
}
