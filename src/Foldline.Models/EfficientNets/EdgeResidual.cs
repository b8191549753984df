using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientNets;

/// <summary>Full convolution as the expansion, attention, 1×1 projection (Gupta and Akin 2020; fused MBConv).</summary>
internal sealed class EdgeResidual : MobileBlock
{
    private readonly Layer expand;
    private readonly Layer bn1;
    private readonly Layer act1;
    private readonly Layer antiAlias;
    private readonly Layer attention;
    private readonly Layer project;
    private readonly Layer bn2;

    public EdgeResidual(MobileParts parts, BlockDefinition block, int inChannels, double dropRate)
        : base(inChannels == block.Channels && block.Stride == 1 && block.Skip != false, dropRate)
    {
        var source = block.ExpandFrom > 0 ? parts.Settings.Scale(block.ExpandFrom) : inChannels;
        var middle = Channels.MakeDivisible(source * block.Expansion);
        expand = Register("conv_exp", parts.Conv(inChannels, middle, block.KernelSizes, parts.ConvStride(block.Stride), EdgeGroup(block, inChannels, middle)));
        bn1 = Register("bn1", parts.Norm(middle, activates: true));
        act1 = Register("act1", parts.Activation(parts.ActivationOf(block)));
        antiAlias = Register("aa", parts.AntiAlias(middle, block.Stride));
        attention = Register("se", parts.Attention(block, middle, block.Expansion));
        project = Register("conv_pwl", parts.Conv(middle, block.Channels, block.ProjectKernelSizes));
        bn2 = Register("bn2", parts.Norm(block.Channels));
        RegisterDropPath();
    }

    public override Tensor Forward(Tensor input)
    {
        var branch = expand.Forward(input).Then(bn1).Then(act1).Then(antiAlias).Then(attention).Then(project).Then(bn2);
        return WithSkip(branch, input);
    }

    /// <summary>Here a definition's group size counts the expanded channels.</summary>
    private static int? EdgeGroup(BlockDefinition block, int inChannels, int middle) =>
        block.GroupSize is { } size ? inChannels / (middle / size) : null;
}
