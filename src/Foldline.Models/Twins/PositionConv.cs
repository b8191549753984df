using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Twins;

/// <summary>Position encoding by a depthwise 3×3 convolution with a shortcut (Chu et al. 2021): [N, H, W, C] → the same.</summary>
internal sealed class PositionConv : Layer
{
    private readonly Sequential proj;

    public PositionConv(int channels) =>
        proj = Register("proj", new Sequential(new Conv2d(channels, channels, 3, new Conv2dOptions { Padding = 1, Groups = channels })));

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        return scope.Keep(input + proj.Forward(input.Permute([0, 3, 1, 2])).Permute([0, 2, 3, 1]));
    }
}
