using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.VisionTransformerHybrids;

/// <summary>Patches of the last map of a convolutional network; timm's <c>HybridEmbed</c>.</summary>
internal sealed class HybridEmbed : TokenEmbed
{
    private readonly HybridBackbone backbone;
    private readonly Layer proj;

    /// <param name="backbone">The convolutional network.</param>
    /// <param name="channels">Channels of a token; as many as the map's leave the projection out.</param>
    /// <param name="imageSize">Size of the images.</param>
    /// <param name="patchSize">Side of a patch in places of the map.</param>
    public HybridEmbed(HybridBackbone backbone, int channels, Size2 imageSize, int patchSize)
    {
        this.backbone = backbone;
        ImageSize = imageSize;
        Register("backbone", backbone.Module);
        var (height, width) = (Places(imageSize.Height), Places(imageSize.Width));
        Grid = new Size2(height / patchSize, width / patchSize);
        Reduction = (int)Math.Max(imageSize.Height / height, imageSize.Width / width) * patchSize;
        proj = Register<Layer>("proj", backbone.Channels == channels
            ? new Identity()
            : new Conv2d(backbone.Channels, channels, patchSize, new Conv2dOptions { Stride = patchSize }));
    }

    public override Size2 ImageSize { get; }

    public override Size2 Grid { get; }

    public override int Reduction { get; }

    public override string FirstConv => $"backbone.{backbone.FirstConv}";

    public override Tensor Forward(Tensor input)
    {
        FixedImageSize.Check(input, ImageSize);
        using var map = backbone.Forward(input).Then(proj);
        return ToTokens(map);
    }

    private long Places(long side) => (side + backbone.Reduction - 1) / backbone.Reduction;
}
