using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Twins;

/// <summary>Projects patches and normalises them: [N, in, H, W] → [N, h, w, C].</summary>
internal sealed class TwinsPatchEmbed : Layer
{
    private readonly Conv2d proj;
    private readonly LayerNorm norm;

    public TwinsPatchEmbed(int inChannels, int channels, int patchSize)
    {
        proj = Register("proj", new Conv2d(inChannels, channels, patchSize, new Conv2dOptions { Stride = patchSize }));
        norm = Register("norm", new LayerNorm(channels));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        return scope.Keep(norm.Forward(proj.Forward(input).Permute([0, 2, 3, 1])));
    }
}
