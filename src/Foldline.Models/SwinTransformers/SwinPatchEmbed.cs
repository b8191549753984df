using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.SwinTransformers;

/// <summary>Projects patches of 4×4 pixels and normalises them: [N, in, H, W] → [N, H/4, W/4, C].</summary>
internal sealed class SwinPatchEmbed : Layer
{
    private const int PatchSize = 4;
    private readonly Conv2d proj;
    private readonly LayerNorm norm;

    public SwinPatchEmbed(int inChannels, int channels)
    {
        proj = Register("proj", new Conv2d(inChannels, channels, PatchSize, new Conv2dOptions { Stride = PatchSize }));
        norm = Register("norm", new LayerNorm(channels));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        return scope.Keep(norm.Forward(proj.Forward(input).Permute([0, 2, 3, 1])));
    }
}
