namespace Foldline.Imaging;

/// <summary>
/// Adds the traces of JPEG or WebP compression; real images go through 8 bit. Recipe:
/// <c>image_compression: {quality: [80, 100], format: jpeg, p: 0.5}</c>. Definition: albumentations 1.3.1, which hands RGB to the codec as if it
/// were BGR, so that red and blue lose detail the other way round; <c>channel_order: bgr</c> does the same.
/// </summary>
public sealed class ImageCompression : Transform
{
    /// <inheritdoc/>
    public override string Name => "image_compression";

    /// <summary>Range of the quality, within 1 to 100.</summary>
    public CountRange Quality { get; init; } = new(99, 100);

    /// <summary><see cref="ImageFormat.Jpeg"/> or <see cref="ImageFormat.WebP"/>.</summary>
    public ImageFormat Format { get; init; } = ImageFormat.Jpeg;

    /// <summary>Hands red to the codec as blue and blue as red, for results as albumentations has them.</summary>
    public bool AsBgr { get; init; }

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => new ImageCompressionParameters(Quality.Draw(ref random));

    /// <inheritdoc/>
    /// <exception cref="FoldlineException">FL3030: the image is 16-bit or has neither one nor three channels.</exception>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        var quality = Expect<ImageCompressionParameters>(parameters).Quality;
        input.RefuseUInt16(Name);
        input.RequireGrayOrRgb(Name);
        if (input.PixelType == PixelType.UInt8)
        {
            input.Rewrite((source, result) => Compress(source, result, quality));
            return;
        }

        input.Rewrite((source, result) =>
        {
            using var eight = Image.Allocate(source.Height, source.Width, source.Channels, PixelType.UInt8);
            ArithmeticKernels.FromFloat(source, eight, 255);
            Compress(eight, eight, quality);
            ArithmeticKernels.ToFloat(eight, result, 255);
        });
    }

    private void Compress(Image source, Image result, int quality)
    {
        var status = NativeMethods.fl_imaging_compress(source.Describe(), result.Describe(), (int)Format, quality, AsBgr ? 1 : 0);
        GC.KeepAlive(source);
        GC.KeepAlive(result);
        NativeMethods.Check(status, Name);
    }
}
