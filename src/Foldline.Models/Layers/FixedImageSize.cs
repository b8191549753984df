using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Networks that take images of one size only.</summary>
internal static class FixedImageSize
{
    /// <summary>Stops where images are not of the size for which the network was built.</summary>
    /// <exception cref="FoldlineException">FL2207: another size.</exception>
    public static void Check(Tensor images, Size2 size)
    {
        var (height, width) = (images.Size(2), images.Size(3));
        if (height != size.Height || width != size.Width)
            throw Wrong(height, width, $"{size.Height}×{size.Width}");
    }

    /// <summary>Stops where a side of the images is not a multiple of a number.</summary>
    /// <exception cref="FoldlineException">FL2207: another size.</exception>
    public static void CheckMultiple(Tensor images, Size2 unit)
    {
        var (height, width) = (images.Size(2), images.Size(3));
        if (height % unit.Height != 0 || width % unit.Width != 0)
            throw Wrong(height, width, $"multiples of {unit.Height}×{unit.Width}");
    }

    private static FoldlineException Wrong(long height, long width, string expected) => FoldlineException.User(
        "FL2207",
        $"The network was built for images of {expected} pixels and got {height}×{width}. Build it with that image size, or resize the images.",
        null,
        ("expected", expected),
        ("found", $"{height}×{width}"));
}
