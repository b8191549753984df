using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.RexNets;

/// <summary>
/// 1×1 expansion, depthwise convolution, attention, activation, 1×1 projection (Han et al. 2021). The shortcut is added to the first
/// channels of a block that widens the map.
/// </summary>
internal sealed class LinearBottleneck : Layer
{
    private readonly RexBlock block;
    private readonly Layer expand;
    private readonly Layer depthwise;
    private readonly Layer attention;
    private readonly Layer act;
    private readonly Layer project;
    private readonly Layer dropPath;

    public LinearBottleneck(RexBlock block)
    {
        this.block = block;
        var middle = block.Expanded;
        expand = block.Expanded == block.InChannels ? new Identity() : Register("conv_exp", new ConvNormAct(block.InChannels, middle, activation: ActivationKind.Silu));
        depthwise = Register("conv_dw", new ConvNormAct(middle, middle, 3, block.Stride, middle, ActivationKind.Identity));
        attention = block.Squeezed == 0 ? new Identity() : Register("se", new NormedSqueezeExcite(middle, block.Squeezed));
        act = Register("act_dw", new Activation(ActivationKind.Relu6));
        project = Register("conv_pwl", new ConvNormAct(middle, block.OutChannels, activation: ActivationKind.Identity));
        dropPath = Register("drop_path", new DropPath(block.DropPath));
    }

    public override Tensor Forward(Tensor input)
    {
        var x = expand.Forward(input);
        var branch = depthwise.Forward(x);
        if (!ReferenceEquals(x, input))
            x.Dispose();
        branch = branch.Then(attention).Then(act).Then(project);
        if (block.Stride > 1 || block.InChannels > block.OutChannels)
            return branch;
        branch = branch.Then(dropPath);
        using var first = branch.Narrow(1, 0, block.InChannels);
        first.AddInPlace(input);
        return branch;
    }
}
