using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.CrossVits;

/// <summary>Patches of 12 or 16 pixels by three convolutions: [N, C, H, W] → [N, patches, channels].</summary>
internal sealed class ConvPatches : TokenEmbed
{
    private const int FirstStride = 4;
    private readonly Sequential proj;

    /// <param name="inChannels">Channels of the images.</param>
    /// <param name="channels">Channels of a token.</param>
    /// <param name="imageSize">Size of the images.</param>
    /// <param name="patchSize">Side of a patch, 12 or 16.</param>
    public ConvPatches(int inChannels, int channels, Size2 imageSize, int patchSize)
    {
        ImageSize = imageSize;
        Reduction = patchSize;
        var isSmall = patchSize == 12;
        Grid = new Size2(CountFor(imageSize.Height, isSmall), CountFor(imageSize.Width, isSmall));
        proj = Register("proj", new Sequential(
            Conv(inChannels, channels / 4, 7, (FirstStride, 3)),
            new Activation(ActivationKind.Relu),
            Conv(channels / 4, channels / 2, 3, isSmall ? (3, 0) : (2, 1)),
            new Activation(ActivationKind.Relu),
            Conv(channels / 2, channels, 3, (isSmall ? 1 : 2, 1))));
    }

    public override Size2 ImageSize { get; }

    public override Size2 Grid { get; }

    public override int Reduction { get; }

    public override string FirstConv => "proj.0";

    public override Tensor Forward(Tensor input)
    {
        FixedImageSize.Check(input, ImageSize);
        using var map = proj.Forward(input);
        return ToTokens(map);
    }

    // The convolutions with padding round up, the one without rounds down.
    private static long CountFor(long side, bool isSmall)
    {
        var quarter = (side + FirstStride - 1) / FirstStride;
        return isSmall ? quarter / 3 : (quarter + 3) / 4;
    }

    private static Conv2d Conv(int inChannels, int channels, int kernel, (int Stride, int Padding) step) =>
        new(inChannels, channels, kernel, new Conv2dOptions { Stride = step.Stride, Padding = step.Padding });
}
