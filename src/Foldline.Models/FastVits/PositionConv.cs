using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.FastVits;

/// <summary>Position encoding by a depthwise 7×7 convolution with a shortcut (Chu et al. 2021).</summary>
internal sealed class PositionConv : Layer
{
    private const int KernelSize = 7;
    private readonly Conv2d conv;
    private Conv2d? merged;

    public PositionConv(int channels) =>
        conv = Register("pos_enc", new Conv2d(channels, channels, KernelSize, new Conv2dOptions { Padding = KernelSize / 2, Groups = channels }));

    public override Tensor Forward(Tensor input) => merged is null ? conv.Forward(input).PlusShortcut(input, input) : merged.Forward(input);

    public override void Reparameterize()
    {
        if (merged is not null)
            return;
        var sum = new BranchSum(conv);
        sum.Add(conv);
        sum.AddInput();
        merged = Register("reparam_conv", sum.Result);
        Unregister("pos_enc");
    }
}
