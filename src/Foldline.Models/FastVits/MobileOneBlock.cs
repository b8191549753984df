using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.FastVits;

/// <summary>
/// The sum of a normalised identity, a convolution and a 1×1 convolution (Vasu et al. 2023a, MobileOne): one convolution for inference.
/// </summary>
internal sealed class MobileOneBlock : Layer
{
    private const int ExciteRatio = 16;
    private readonly List<Layer> branches = [];
    private readonly Layer excite;
    private readonly Activation act;
    private Conv2d? merged;

    public MobileOneBlock(MobileOneShape shape)
    {
        var (inChannels, outChannels) = (shape.InChannels, shape.OutChannels);
        excite = Register<Layer>("se", shape.Excites
            ? SqueezeExcite.ReducedTo(outChannels, Channels.MakeDivisible((double)outChannels / ExciteRatio, 1, 0))
            : new Identity());
        if (inChannels == outChannels && shape.Stride == 1)
            branches.Add(Register("identity", new BatchNorm2d(inChannels)));
        if (shape.HasKernelBranch)
            branches.Add(Register("conv_kxk", new Sequential(Conv(shape, shape.KernelSize))));
        if (shape.HasScaleBranch && shape.KernelSize > 1)
            branches.Add(Register("conv_scale", Conv(shape, 1)));
        act = Register("act", new Activation(shape.Activates ? ActivationKind.Gelu : ActivationKind.Identity));
    }

    /// <summary>What is added up.</summary>
    public IReadOnlyList<Layer> Branches => branches;

    public override Tensor Forward(Tensor input)
    {
        if (merged is not null)
            return merged.Forward(input).Then(excite).Then(act);
        var sum = branches[0].Forward(input);
        foreach (var branch in branches.Skip(1))
            sum = branch.Forward(input).PlusShortcut(sum, input);
        return sum.Then(excite).Then(act);
    }

    public override void Reparameterize()
    {
        if (merged is not null || BranchSum.Merge(branches) is not { } sum)
            return;
        merged = Register("reparam_conv", sum);
        foreach (var name in (string[])["identity", "conv_kxk", "conv_scale"])
            Unregister(name);
    }

    private static ConvNormAct Conv(MobileOneShape shape, int kernelSize) =>
        new(shape.InChannels, shape.OutChannels, kernelSize, shape.Stride, shape.Groups, ActivationKind.Identity);
}
