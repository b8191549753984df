using Foldline.Data.Loading;
using Foldline.Imaging;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Records;

namespace Foldline.Pipelines.Masks;

/// <summary>Reads the masks of samples. Thread-safe.</summary>
/// <param name="target">How the recipe stores masks.</param>
/// <param name="samples">The samples.</param>
/// <param name="folder">The data folder.</param>
public abstract class MaskReader(TargetSpec target, SampleSet samples, string folder)
{
    /// <summary>What batches of the masks look like.</summary>
    public MaskLayout Layout { get; } = LayoutOf(target);

    /// <summary>How the recipe stores masks.</summary>
    protected TargetSpec Target => target;

    /// <summary>Reads the mask of a sample.</summary>
    /// <param name="row">Number of the sample.</param>
    /// <param name="size">Size of its image.</param>
    /// <returns>
    /// A new 8-bit image that the caller disposes: zeros and ones with a channel a class, or one channel of class numbers.
    /// </returns>
    /// <exception cref="FoldlineException">FL3001 to FL3011, FL3201, FL4601, FL6065: the mask is refused.</exception>
    public abstract Image Read(int row, ImageSize size);

    /// <summary>What batches look like.</summary>
    /// <param name="target">How the recipe stores masks.</param>
    public static MaskLayout LayoutOf(TargetSpec target) => target.Format == MaskFormat.Classes ? new MaskLayout(1, AreClasses: true) : new MaskLayout(target.Names.Count);

    /// <summary>The reader that a recipe asks for.</summary>
    /// <param name="target">How the recipe stores masks.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="folder">The data folder.</param>
    public static MaskReader For(TargetSpec target, SampleSet samples, string folder) => target.Format switch
    {
        MaskFormat.RunLengths => new RunLengthMasks(target, samples, folder),
        MaskFormat.Pictures => new PictureMasks(target, samples, folder),
        MaskFormat.Channels => new ChannelMasks(target, samples, folder),
        _ => new ClassMasks(target, samples, folder),
    };

    /// <summary>What the samples' query says of a mask; null for an empty one.</summary>
    /// <param name="row">Number of the sample.</param>
    /// <param name="column">Number of the column.</param>
    protected string? Text(int row, int column) => samples.Targets.Masks[(row * samples.Targets.Width) + column] is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>Full path of a mask's file.</summary>
    /// <param name="path">Path in the data folder.</param>
    protected string PathOf(string path) => Path.Combine(folder, path);

    /// <summary>A mask of zeros.</summary>
    /// <param name="size">Height and width.</param>
    protected Image Empty(ImageSize size)
    {
        var mask = Image.Allocate(size.Height, size.Width, Layout.Channels, PixelType.UInt8);
        mask.Pixels<byte>().Clear();
        return mask;
    }

    /// <summary>Refuses a mask of another size than its image.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="path">Its file.</param>
    /// <param name="size">Size of the image.</param>
    /// <exception cref="FoldlineException">FL6065.</exception>
    protected static void RequireSize(Image mask, string path, ImageSize size)
    {
        if (mask.Size == size)
            return;
        throw FoldlineException.User(
            "FL6065",
            $"The mask '{path}' has {mask.Size} pixels, but its image has {size}. Give each image a mask of its size.",
            null,
            ("file", path),
            ("found", $"{mask.Size}"),
            ("expected", $"{size}"));
    }
}
