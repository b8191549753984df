using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Volos;

/// <summary>Projects squares of 2×2 places: [N, H, W, in] → [N, H/2, W/2, out].</summary>
internal sealed class Downsample : Layer
{
    private readonly Conv2d proj;

    public Downsample(int inChannels, int outChannels) =>
        proj = Register("proj", new Conv2d(inChannels, outChannels, 2, new Conv2dOptions { Stride = 2 }));

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        return scope.Keep(proj.Forward(input.Permute([0, 3, 1, 2])).Permute([0, 2, 3, 1]));
    }
}
