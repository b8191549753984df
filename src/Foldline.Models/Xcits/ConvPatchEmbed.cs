using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Xcits;

/// <summary>Patches by strided 3×3 convolutions, each with a norm, with GELU between them.</summary>
internal sealed class ConvPatchEmbed : TokenEmbed
{
    private readonly Sequential proj;

    /// <param name="inChannels">Channels of the images.</param>
    /// <param name="channels">Channels of a token.</param>
    /// <param name="imageSize">Size of the images.</param>
    /// <param name="patchSize">Side of a patch, a power of two: as many convolutions halve the map.</param>
    public ConvPatchEmbed(int inChannels, int channels, Size2 imageSize, int patchSize)
    {
        ImageSize = imageSize;
        Reduction = patchSize;
        Grid = new Size2(imageSize.Height / patchSize, imageSize.Width / patchSize);
        proj = Register("proj", new Sequential());
        for (var divisor = patchSize / 2; divisor >= 1; divisor /= 2)
        {
            var outChannels = channels / divisor;
            proj.Add(new Sequential(new Conv2d(inChannels, outChannels, 3, new Conv2dOptions { Stride = 2, Padding = 1, Bias = false }), new BatchNorm2d(outChannels)));
            if (divisor > 1)
                proj.Add(new Activation(ActivationKind.Gelu));
            inChannels = outChannels;
        }
    }

    public override Size2 ImageSize { get; }

    public override Size2 Grid { get; }

    public override int Reduction { get; }

    public override string FirstConv => "proj.0.0";

    public override Tensor Forward(Tensor input)
    {
        FixedImageSize.Check(input, ImageSize);
        using var map = proj.Forward(input);
        return ToTokens(map);
    }
}
