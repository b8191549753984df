using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Patches by a convolution whose stride is its kernel; timm's <c>PatchEmbed</c>.</summary>
internal sealed class PatchEmbed : TokenEmbed
{
    private readonly Conv2d proj;
    private readonly Layer norm;

    /// <param name="inChannels">Channels of the images.</param>
    /// <param name="channels">Channels of a token.</param>
    /// <param name="imageSize">Size of the images.</param>
    /// <param name="patchSize">Side of a patch.</param>
    /// <param name="bias">Whether the convolution has a bias.</param>
    /// <param name="norm">Makes the norm of the tokens; null for none.</param>
    public PatchEmbed(int inChannels, int channels, Size2 imageSize, int patchSize, bool bias = true, Func<int, Layer>? norm = null)
    {
        ImageSize = imageSize;
        Reduction = patchSize;
        Grid = new Size2(imageSize.Height / patchSize, imageSize.Width / patchSize);
        proj = Register("proj", new Conv2d(inChannels, channels, patchSize, new Conv2dOptions { Stride = patchSize, Bias = bias }));
        this.norm = Register("norm", norm?.Invoke(channels) ?? new Identity());
    }

    public override Size2 ImageSize { get; }

    public override Size2 Grid { get; }

    public override int Reduction { get; }

    public override string FirstConv => "proj";

    public override Tensor Forward(Tensor input)
    {
        FixedImageSize.Check(input, ImageSize);
        using var map = proj.Forward(input);
        return ToTokens(map).Then(norm);
    }
}
