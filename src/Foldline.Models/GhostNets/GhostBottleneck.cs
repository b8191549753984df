using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.GhostNets;

/// <summary>Expansion by a ghost module, strided depthwise convolution, attention, projection by a ghost module, shortcut (versions 1 and 2).</summary>
internal sealed class GhostBottleneck : Layer
{
    private readonly Layer ghost1;
    private readonly Layer depthwise = new Identity();
    private readonly Layer bn = new Identity();
    private readonly Layer attention;
    private readonly Layer ghost2;
    private readonly Layer shortcut;

    public GhostBottleneck(GhostBlockSettings block, int inChannels, bool hasAttention)
    {
        ghost1 = Register("ghost1", new GhostModule(inChannels, block.Expanded, ActivationKind.Relu, hasAttention));
        if (block.Stride > 1)
        {
            depthwise = Register("conv_dw", GhostParts.Conv(block.Expanded, block.Expanded, block.KernelSize, block.Stride, block.Expanded));
            bn = Register("bn_dw", new BatchNorm2d(block.Expanded));
        }

        attention = Register("se", GhostParts.Attention(block.Expanded, block.SqueezeRatio));
        ghost2 = Register("ghost2", new GhostModule(block.Expanded, block.Channels, ActivationKind.Identity, hasAttention: false));
        shortcut = Register("shortcut", GhostParts.Shortcut(inChannels, block.Channels, block.KernelSize, block.Stride));
    }

    public override Tensor Forward(Tensor input) => ghost1.Forward(input).Then(depthwise).Then(bn).Then(attention).Then(ghost2)
        .PlusShortcut(shortcut.Forward(input), input);
}
