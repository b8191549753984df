namespace Foldline.Imaging;

/// <summary>
/// Makes one image of two, as mixup (Zhang et al. 2018) and CutMix (Yun et al. 2019) do; the labels are mixed with the same share.
/// </summary>
public static class ImageMixing
{
    /// <summary>Mixup: <c>share * image + (1 - share) * other</c>.</summary>
    /// <param name="image">Any image.</param>
    /// <param name="other">An image of the same shape and type.</param>
    /// <param name="share">Share of the first image and of its label, 0 to 1.</param>
    /// <returns>A new image of real numbers in the units of the samples; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">The images differ in shape or type.</exception>
    public static Image MixUp(Image image, Image other, double share)
    {
        RequireSame(image, other);
        ArgumentOutOfRangeException.ThrowIfLessThan(share, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        var result = Image.Allocate(image.Height, image.Width, image.Channels, PixelType.Float32);
        SignalKernels.Blend(image, other, result, share, 1 - share);
        return result;
    }

    /// <summary>CutMix: the image with a rectangle of another; <see cref="ShareLeft"/> is the share of its label.</summary>
    /// <param name="image">Any image.</param>
    /// <param name="other">An image of the same shape and type.</param>
    /// <param name="box">The rectangle.</param>
    /// <returns>A new image; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">The images differ in shape or type.</exception>
    public static Image CutMix(Image image, Image other, PixelBox box)
    {
        RequireSame(image, other);
        var result = image.Clone();
        PixelBoxes.Copy(other, result, box);
        return result;
    }

    /// <summary>The rectangle of CutMix: about a share of the image is left, around a centre, cut off at the border.</summary>
    /// <param name="share">Share of the first image that is wished for, 0 to 1.</param>
    /// <param name="centerX">Column of the centre.</param>
    /// <param name="centerY">Row of the centre.</param>
    /// <param name="size">Size of the images.</param>
    public static PixelBox BoxAround(double share, int centerX, int centerY, ImageSize size)
    {
        var cut = Math.Sqrt(1 - share);
        var halfWidth = (int)(size.Width * cut) / 2;
        var halfHeight = (int)(size.Height * cut) / 2;
        return new PixelBox(centerX - halfWidth, centerY - halfHeight, centerX + halfWidth, centerY + halfHeight).Within(size);
    }

    /// <summary>The share of the first image that a rectangle leaves; labels are mixed with it.</summary>
    /// <param name="box">A rectangle within the image.</param>
    /// <param name="size">Size of the images.</param>
    public static double ShareLeft(PixelBox box, ImageSize size) =>
        1 - ((double)(box.Right - box.Left) * (box.Bottom - box.Top) / ((double)size.Height * size.Width));

    private static void RequireSame(Image image, Image other)
    {
        if (image.Size != other.Size || image.Channels != other.Channels || image.PixelType != other.PixelType)
            throw new ArgumentException($"Only images of one shape and type can be mixed; these are {image} and {other}.", nameof(other));
    }
}
