using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.ByobNets;

/// <summary>
/// A 3×3 and a 1×1 convolution and, where the shape is kept, a norm of the input, side by side (Ding et al. 2021): the form that is
/// trained; for inference one convolution does the work of all. Attention and activation follow the sum.
/// </summary>
internal sealed class RepVggBlock : Layer
{
    private readonly Layer? identity;
    private readonly Layer conv;
    private readonly Layer pointwise;
    private readonly Layer dropPath;
    private readonly Layer attention;
    private readonly Layer act;
    private Conv2d? merged;

    public RepVggBlock(ByobParts parts, ByobBlockShape shape)
    {
        var (stride, groups) = (shape.Block.Stride, shape.Groups(shape.InChannels));
        if (shape.KeepsShape)
            identity = Register("identity", parts.Settings.Norm.Make(shape.OutChannels, activate: false));
        conv = Register("conv_kxk", parts.ConvNorm(shape.InChannels, shape.OutChannels, 3, stride, groups, activate: false));
        pointwise = Register("conv_1x1", parts.ConvNorm(shape.InChannels, shape.OutChannels, 1, stride, groups, activate: false));
        dropPath = Register("drop_path", new DropPath(shape.KeepsShape ? shape.DropPath : 0));
        attention = Register("attn", parts.Attention(shape.Block, shape.OutChannels));
        act = Register("act", parts.Activation());
    }

    public override Tensor Forward(Tensor input)
    {
        if (merged is not null)
            return merged.Forward(input).Then(attention).Then(act);
        var sum = pointwise.Forward(input).PlusShortcut(conv.Forward(input), input).Then(dropPath);
        if (identity is not null)
            sum.PlusShortcut(identity.Forward(input), input);
        return sum.Then(attention).Then(act);
    }

    public override void Reparameterize()
    {
        if (merged is not null || BranchSum.Merge(conv, pointwise, identity) is not { } sum)
            return;
        merged = Register("reparam_conv", sum);
        foreach (var name in (string[])["identity", "conv_kxk", "conv_1x1"])
            Unregister(name);
    }

    /// <summary>Norms that start with small random scales and shifts, so that no branch outweighs the others.</summary>
    public void ResetNorms(TorchGenerator generator)
    {
        foreach (var (_, module) in Modules())
        {
            if (module is not BatchNorm2d norm)
                continue;
            Init.Normal(norm.Weight!, generator, 0.1, 0.1);
            Init.Normal(norm.Bias!, generator, 0, 0.1);
        }
    }
}
