using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientNets;

/// <summary>Depthwise convolution, attention, 1×1 convolution (Howard et al. 2017), where asked for on squares of places.</summary>
internal sealed class DepthwiseSeparable : MobileBlock
{
    private readonly Layer? squares;
    private readonly Layer? squaresNorm;
    private readonly Layer? squaresAct;
    private readonly Layer depthwise;
    private readonly Layer bn1;
    private readonly Layer act1;
    private readonly Layer antiAlias;
    private readonly Layer attention;
    private readonly Layer pointwise;
    private readonly Layer bn2;
    private readonly Layer act2;

    public DepthwiseSeparable(MobileParts parts, BlockDefinition block, int inChannels, double dropRate)
        : base(HasSkip(block, inChannels), dropRate)
    {
        var activation = parts.ActivationOf(block);
        var isSquared = block.SpaceToDepth == SpaceToDepth.Start;
        if (isSquared)
        {
            squares = Register("conv_s2d", new Conv2dSame(inChannels, 4 * inChannels, 2, new Conv2dOptions { Stride = 2, Bias = false }));
            inChannels *= 4;
            squaresNorm = Register("bn_s2d", parts.Norm(inChannels, activates: true));
            squaresAct = Register("act_s2d", parts.Activation(activation));
        }

        depthwise = Register("conv_dw", isSquared
            ? new Conv2dSame(inChannels, inChannels, (block.KernelSizes[0] + 1) / 2, new Conv2dOptions { Groups = inChannels, Bias = false })
            : parts.Conv(inChannels, inChannels, block.KernelSizes, parts.ConvStride(block.Stride), block.GroupSize ?? 1));
        bn1 = Register("bn1", parts.Norm(inChannels, activates: true));
        act1 = Register("act1", parts.Activation(activation));
        antiAlias = Register("aa", parts.AntiAlias(inChannels, block.Stride));
        attention = Register("se", parts.Attention(block, inChannels));
        pointwise = Register("conv_pw", parts.Conv(inChannels, block.Channels, block.ProjectKernelSizes));
        bn2 = Register("bn2", parts.Norm(block.Channels, block.Kind == BlockKind.DepthwiseSeparableActivated));
        act2 = Register("act2", parts.Activation(block.Kind == BlockKind.DepthwiseSeparableActivated ? activation : ActivationKind.Identity));
        RegisterDropPath();
    }

    public override Tensor Forward(Tensor input)
    {
        var x = squares?.Forward(input).Then(squaresNorm!).Then(squaresAct!);
        var branch = (x?.Then(depthwise) ?? depthwise.Forward(input)).Then(bn1).Then(act1).Then(antiAlias).Then(attention).Then(pointwise).Then(bn2).Then(act2);
        return WithSkip(branch, input);
    }

    private static bool HasSkip(BlockDefinition block, int inChannels) =>
        block.Kind == BlockKind.DepthwiseSeparable && inChannels == block.Channels && block.Stride == 1 && block.Skip != false;
}
