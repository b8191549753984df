using System.Collections.Immutable;
using Foldline.Data.Loading;
using Foldline.Imaging;
using Foldline.Pipelines.Masks;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Stages;
using Foldline.Reports.Figures;

namespace Foldline.Pipelines.Reporting;

/// <summary>Reads images of the labelled samples for the report, at a size that is enough to look at, with their masks and curves in the labels' colours.</summary>
internal sealed class ReportImages(RunContext context)
{
    private const int LongestSide = 256;
    private static readonly ImmutableArray<RgbColor> Colors = [.. FigureTheme.Colors.Select(RgbColor.Parse)];
    private readonly ISampleSource source = context.Input.Open(context.Data.Train, context.Input.Augmented);

    /// <summary>A PNG file's content of a file of the data folder.</summary>
    /// <param name="path">Path in the data folder.</param>
    public byte[] EncodeFile(string path)
    {
        using var image = ImageCodec.Decode(Path.Combine(context.Data.Folder, path));
        return ToPng(image);
    }

    /// <summary>A PNG file's content of a sample.</summary>
    /// <param name="row">Number of the sample.</param>
    public byte[] Encode(int row)
    {
        using var image = Load(row);
        using var mask = LoadMask(row, image.Size);
        if (!HasCurves(row))
            return ToPng(image, mask, context.Recipe.Target);
        using var picture = image.ToPicture();
        context.Data.Curves.Draw(context.Data.Train.Ids[row], picture, CurveSpec.UsualWidth);
        return ToPng(picture, mask, context.Recipe.Target);
    }

    /// <summary>Whether somebody drew curves over a sample.</summary>
    /// <param name="row">Number of the sample.</param>
    public bool HasCurves(int row) => context.Data.Curves.Has(context.Data.Train.Ids[row]);

    /// <summary>A PNG file's content of a plain patch of a colour, for legends.</summary>
    /// <param name="color">The colour.</param>
    public static byte[] EncodePatch(RgbColor color)
    {
        const int Height = 24;
        const int Width = 96;
        using var patch = Image.FromPixels<byte>([.. Enumerable.Repeat(new[] { color.Red, color.Green, color.Blue }, Height * Width).SelectMany(pixel => pixel)], Height, Width, 3);
        return ImageCodec.Encode(patch);
    }

    /// <summary>The image of a sample, as training decodes it.</summary>
    /// <param name="row">Number of the sample.</param>
    public Image Load(int row) => source.Load(row);

    /// <summary>The mask of a sample; null when the target is none.</summary>
    /// <param name="row">Number of the sample.</param>
    /// <param name="size">Size of its image.</param>
    public Image? LoadMask(int row, ImageSize size) => source.LoadMask(row, size);

    /// <summary>A PNG file's content, made smaller when the image is large.</summary>
    /// <param name="image">Any image; real numbers are stretched from the least to the largest.</param>
    /// <param name="mask">Drawn over it; null for none.</param>
    /// <param name="target">Says what the mask looks like; null without one.</param>
    public static byte[] ToPng(Image image, Image? mask = null, TargetSpec? target = null)
    {
        using var picture = image.ToPicture();
        if (mask is not null)
            MaskDrawing.Draw(picture, mask, target!, Colors);
        var factor = (double)LongestSide / Math.Max(picture.Height, picture.Width);
        if (factor >= 1)
            return ImageCodec.Encode(picture);
        using var small = picture.Resize(new ImageSize(Math.Max(1, (int)(picture.Height * factor)), Math.Max(1, (int)(picture.Width * factor))), Interpolation.Area);
        return ImageCodec.Encode(small);
    }
}
