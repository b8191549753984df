using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.FastVits;

/// <summary>The sum of a 7×7 and a 3×3 grouped convolution that halve the map (Ding et al. 2022, RepLKNet).</summary>
internal sealed class LargeKernelConv : Layer
{
    private const double ExciteRatio = 0.25;
    private readonly ConvNormAct large;
    private readonly ConvNormAct small;
    private readonly Layer excite;
    private readonly Activation act;
    private Conv2d? merged;

    public LargeKernelConv(int inChannels, int outChannels, bool excites, bool activates)
    {
        large = Register("large_conv", new ConvNormAct(inChannels, outChannels, 7, 2, inChannels, ActivationKind.Identity));
        small = Register("small_conv", new ConvNormAct(inChannels, outChannels, 3, 2, inChannels, ActivationKind.Identity));
        excite = Register<Layer>("se", excites ? new SqueezeExcite(outChannels, ExciteRatio) : new Identity());
        act = Register("act", new Activation(activates ? ActivationKind.Gelu : ActivationKind.Identity));
    }

    public override Tensor Forward(Tensor input)
    {
        var sum = merged is null ? large.Forward(input).PlusShortcut(small.Forward(input), input) : merged.Forward(input);
        return sum.Then(excite).Then(act);
    }

    public override void Reparameterize()
    {
        if (merged is not null || BranchSum.Merge(large, small) is not { } sum)
            return;
        merged = Register("reparam_conv", sum);
        foreach (var name in (string[])["large_conv", "small_conv"])
            Unregister(name);
    }
}
