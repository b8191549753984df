using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Cuts images into patches and makes a token of each: [N, C, H, W] → [N, tokens, channels], in reading order.</summary>
internal abstract class TokenEmbed : Layer
{
    /// <summary>Size of the images.</summary>
    public abstract Size2 ImageSize { get; }

    /// <summary>Rows and columns of patches.</summary>
    public abstract Size2 Grid { get; }

    /// <summary>Side of a patch in pixels.</summary>
    public abstract int Reduction { get; }

    /// <summary>Name of the first convolution in it.</summary>
    public abstract string FirstConv { get; }

    /// <summary>Number of patches.</summary>
    public long Count => Grid.Height * Grid.Width;

    /// <summary>Lays a map out as tokens: [N, C, h, w] → [N, h · w, C].</summary>
    protected static Tensor ToTokens(Tensor map)
    {
        using var scope = new TensorScope();
        return scope.Keep(map.Flatten(2).Transpose(1, 2));
    }
}
