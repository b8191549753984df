using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Cuts images into patches and makes a token of each: [N, C, H, W] → [N, tokens, channels], in reading order.</summary>
internal abstract class TokenEmbed : Layer
{
    /// <summary>Rows and columns of patches.</summary>
    public abstract Size2 Grid { get; }

    /// <summary>Side of a patch in pixels.</summary>
    public abstract int Reduction { get; }

    /// <summary>Number of patches.</summary>
    public long Count => Grid.Height * Grid.Width;

    /// <summary>Stops where images are not of the size for which the network was built.</summary>
    /// <exception cref="FoldlineException">FL2207: another size.</exception>
    protected static void CheckSize(Tensor images, Size2 size)
    {
        var (height, width) = (images.Size(2), images.Size(3));
        if (height == size.Height && width == size.Width)
            return;
        throw FoldlineException.User(
            "FL2207",
            $"The network was built for images of {size.Height}×{size.Width} pixels and got {height}×{width}. Build it with that image size, or resize the images.",
            null,
            ("expected", $"{size.Height}×{size.Width}"),
            ("found", $"{height}×{width}"));
    }

    /// <summary>Lays a map out as tokens: [N, C, h, w] → [N, h · w, C].</summary>
    protected static Tensor ToTokens(Tensor map)
    {
        using var scope = new TensorScope();
        return scope.Keep(map.Flatten(2).Transpose(1, 2));
    }
}
