using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.GhostNets;

/// <summary>The block of version 3.</summary>
internal sealed class GhostBottleneckV3 : Layer
{
    private readonly Layer ghost1;
    private readonly ParallelConvs? depthwise;
    private readonly GhostConv? depthwiseScale;
    private readonly Layer attention;
    private readonly Layer ghost2;
    private readonly Layer shortcut;
    private Conv2d? merged;

    public GhostBottleneckV3(GhostBlockSettings block, int inChannels, bool hasAttention)
    {
        var middle = block.Expanded;
        ghost1 = Register("ghost1", new GhostModuleV3(inChannels, middle, ActivationKind.Relu, hasAttention));
        if (block.Stride > 1)
        {
            depthwise = Register("dw_rpr_conv", new ParallelConvs(() => GhostParts.Conv(middle, middle, block.KernelSize, block.Stride, middle)));
            depthwiseScale = Register("dw_rpr_scale", new GhostConv(GhostParts.Conv(middle, middle, 1, block.Stride, middle)));
        }

        attention = Register("se", GhostParts.Attention(middle, block.SqueezeRatio));
        ghost2 = Register("ghost2", new GhostModuleV3(middle, block.Channels, ActivationKind.Identity, hasAttention: false));
        shortcut = Register("shortcut", GhostParts.Shortcut(inChannels, block.Channels, block.KernelSize, block.Stride));
    }

    public override Tensor Forward(Tensor input)
    {
        var x = ghost1.Forward(input);
        if (merged is not null)
        {
            x = x.Then(merged);
        }
        else if (depthwise is not null)
        {
            using var expanded = x;
            x = depthwise.AddTo(depthwiseScale!.Forward(expanded), expanded);
        }

        return x.Then(attention).Then(ghost2).PlusShortcut(shortcut.Forward(input), input);
    }

    public override void Reparameterize()
    {
        base.Reparameterize();
        if (depthwise is null || merged is not null || BranchSum.Merge([.. depthwise.Branches, depthwiseScale]) is not { } sum)
            return;
        merged = Register("conv_dw", sum);
        Unregister("dw_rpr_conv");
        Unregister("dw_rpr_scale");
    }
}
