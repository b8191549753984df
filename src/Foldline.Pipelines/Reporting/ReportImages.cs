using Foldline.Imaging;
using Foldline.Pipelines.Stages;

namespace Foldline.Pipelines.Reporting;

/// <summary>Reads images of the data folder for the report, at a size that is enough to look at.</summary>
internal sealed class ReportImages(RunContext context)
{
    private const int LongestSide = 256;

    /// <summary>A PNG file's content.</summary>
    /// <param name="path">Path in the data folder.</param>
    public byte[] Encode(string path)
    {
        using var image = Load(path);
        return ToPng(image);
    }

    /// <summary>The decoded image, 8-bit RGB.</summary>
    /// <param name="path">Path in the data folder.</param>
    public Image Load(string path) => ImageCodec.Decode(Path.Combine(context.Data.Folder, path));

    /// <summary>A PNG file's content, made smaller when the image is large.</summary>
    public static byte[] ToPng(Image image)
    {
        var factor = (double)LongestSide / Math.Max(image.Height, image.Width);
        if (factor >= 1)
            return ImageCodec.Encode(image);
        using var small = image.Resize(new ImageSize(Math.Max(1, (int)(image.Height * factor)), Math.Max(1, (int)(image.Width * factor))), Interpolation.Area);
        return ImageCodec.Encode(small);
    }
}
