using Foldline.Imaging;

namespace Foldline.Pipelines.Recipes;

/// <summary>How a sample becomes pixels.</summary>
public sealed record InputSpec
{
    /// <summary>What is read.</summary>
    public InputKind Kind { get; init; } = InputKind.Picture;

    /// <summary>
    /// Column of the samples that holds the path of the picture or array in the data folder; of TFRecord files the feature that holds
    /// the picture (the columns are <c>file</c>, <c>offset</c> and <c>length</c>).
    /// </summary>
    public string Image { get; init; } = "image";

    /// <summary>Channels of the network's input, 1 to 64; of pictures 1 (grey) or 3 (a grey image is repeated).</summary>
    public int Channels { get; init; } = 3;

    /// <summary>Size after resizing; null = images are used as they are and must all have one size.</summary>
    public ImageSize? Size { get; init; }

    /// <summary>How values between pixels are found when an image is resized.</summary>
    public Interpolation Interpolation { get; init; } = Interpolation.Area;

    /// <summary>Whether arrays of three dimensions are [height, width, channels] (<c>layout: hwc</c>) and not [channels, height, width] (<c>chw</c>).</summary>
    public bool IsChannelsLast { get; init; }

    /// <summary>Transforms of every image, in order, before it is resized.</summary>
    public ValueList<PartSpec> Steps { get; init; } = [];

    /// <summary>What happens to the pixel values 0 … 255.</summary>
    public Normalization Normalize { get; init; } = Normalization.None;

    /// <summary>How the recipe's curves are drawn onto the images before anything else happens to them; null = not at all.</summary>
    public CurveSpec? Curves { get; init; }

    /// <summary>Whether damaged pictures end the run; otherwise what is left of them is used and reported.</summary>
    public bool IsStrict { get; init; } = true;
}
