namespace Foldline.Imaging;

/// <summary>A picture that others are adapted to. It lives in managed memory, so threads and transforms share it without owning it.</summary>
public sealed class ReferencePicture
{
    private readonly byte[] bytes;
    private readonly ImageSize size;
    private readonly int channels;
    private readonly PixelType type;

    /// <summary>Copies an image.</summary>
    /// <param name="image">Any image.</param>
    public ReferencePicture(Image image)
    {
        (size, channels, type) = (image.Size, image.Channels, image.PixelType);
        bytes = image.CopyBytes();
    }

    /// <summary>Reads a picture file: 8-bit, grey as one channel.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FoldlineException">FL3001 to FL3011: the file is refused.</exception>
    public static ReferencePicture Read(string path)
    {
        using var image = ImageCodec.Decode(path, new DecodeOptions { ExpandGray = false });
        return new ReferencePicture(image);
    }

    /// <summary>The picture in the size, channels and type of an image; the caller disposes it.</summary>
    /// <exception cref="FoldlineException">FL3030: the channels cannot be made the image's.</exception>
    internal Image ToFit(TransformInput input, string transform)
    {
        using var same = Image.FromBytes(bytes, size, channels, type);
        using var typed = type == input.PixelType ? same.Clone() : same.ConvertTo(input.PixelType, input.PixelType.MaxValue() / type.MaxValue());
        using var fitting = WithChannels(typed, input, transform);
        return fitting.Resize(input.Size);
    }

    private static Image WithChannels(Image image, TransformInput input, string transform)
    {
        if (image.Channels == input.Channels)
            return image.Clone();
        if (image.Channels == 1)
            return image.RepeatChannel(input.Channels);
        if (image.Channels != 3 || input.Channels != 1)
            throw ImageRequirement.Refusal(input, transform, $"{image.Channels} channels, as the reference picture has");
        var gray = Image.Allocate(image.Height, image.Width, 1, image.PixelType);
        ColorKernels.Gray(image, gray);
        return gray;
    }
}
