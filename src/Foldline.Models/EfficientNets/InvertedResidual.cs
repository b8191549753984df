using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientNets;

/// <summary>1×1 expansion, depthwise convolution, attention, 1×1 projection (Sandler et al. 2018; MBConv).</summary>
internal sealed class InvertedResidual : MobileBlock
{
    private readonly Layer expand;
    private readonly Layer bn1;
    private readonly Layer act1;
    private readonly Layer depthwise;
    private readonly Layer bn2;
    private readonly Layer act2;
    private readonly Layer antiAlias;
    private readonly Layer attention;
    private readonly Layer project;
    private readonly Layer bn3;

    public InvertedResidual(MobileParts parts, BlockDefinition block, int inChannels, double dropRate)
        : base(inChannels == block.Channels && block.Stride == 1 && block.Skip != false, dropRate)
    {
        var middle = block.Expanded ?? Channels.MakeDivisible(inChannels * block.Expansion);
        var activation = parts.ActivationOf(block);
        expand = Register("conv_pw", parts.Conv(inChannels, middle, block.ExpandKernelSizes));
        bn1 = Register("bn1", parts.Norm(middle, activates: true));
        act1 = Register("act1", parts.Activation(activation));
        depthwise = Register("conv_dw", parts.Conv(middle, middle, block.KernelSizes, parts.ConvStride(block.Stride), block.GroupSize ?? 1));
        bn2 = Register("bn2", parts.Norm(middle, activates: true));
        act2 = Register("act2", parts.Activation(activation));
        antiAlias = Register("aa", parts.AntiAlias(middle, block.Stride));
        attention = Register("se", parts.Attention(block, middle, block.Expansion));
        project = Register("conv_pwl", parts.Conv(middle, block.Channels, block.ProjectKernelSizes));
        bn3 = Register("bn3", parts.Norm(block.Channels));
        RegisterDropPath();
    }

    public override Tensor Forward(Tensor input)
    {
        var branch = expand.Forward(input).Then(bn1).Then(act1)
            .Then(depthwise).Then(bn2).Then(act2).Then(antiAlias).Then(attention)
            .Then(project).Then(bn3);
        return WithSkip(branch, input);
    }
}
