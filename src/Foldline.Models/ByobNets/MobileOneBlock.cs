using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.ByobNets;

/// <summary>
/// Several equal convolutions, a 1×1 convolution beside larger ones and, where the shape is kept, a norm of the input, side by side
/// (Vasu et al. 2023): the form that is trained; for inference one convolution does the work of all. Attention and activation follow the sum.
/// </summary>
internal sealed class MobileOneBlock : Layer
{
    private readonly Layer? identity;
    private readonly ConvNormAct[] branches;
    private readonly Layer? scale;
    private readonly Layer dropPath;
    private readonly Layer attention;
    private readonly Layer act;
    private Conv2d? merged;

    public MobileOneBlock(ByobParts parts, ByobBlockShape shape)
    {
        var block = shape.Block;
        if (shape.KeepsShape)
            identity = Register("identity", parts.Settings.Norm.Make(shape.OutChannels, activate: false));
        branches = [.. Enumerable.Range(0, block.Branches).Select(_ => Conv(block.KernelSize))];
        Register("conv_kxk", new ModuleList(branches));
        if (block.KernelSize > 1)
            scale = Register("conv_scale", Conv(1));
        dropPath = Register("drop_path", new DropPath(shape.KeepsShape ? shape.DropPath : 0));
        attention = Register("attn", parts.Attention(block, shape.OutChannels));
        act = Register("act", parts.Activation());

        ConvNormAct Conv(int kernelSize) =>
            parts.ConvNorm(shape.InChannels, shape.OutChannels, kernelSize, block.Stride, shape.Groups(shape.InChannels), activate: false);
    }

    public override Tensor Forward(Tensor input)
    {
        if (merged is not null)
            return merged.Forward(input).Then(attention).Then(act);
        var sum = branches[0].Forward(input);
        foreach (var branch in branches.AsSpan(1))
            sum.PlusShortcut(branch.Forward(input), input);
        if (scale is not null)
            sum.PlusShortcut(scale.Forward(input), input);
        sum = sum.Then(dropPath);
        if (identity is not null)
            sum.PlusShortcut(identity.Forward(input), input);
        return sum.Then(attention).Then(act);
    }

    public override void Reparameterize()
    {
        if (merged is not null || BranchSum.Merge([.. branches, scale, identity]) is not { } sum)
            return;
        merged = Register("reparam_conv", sum);
        foreach (var name in (string[])["identity", "conv_kxk", "conv_scale"])
            Unregister(name);
    }
}
