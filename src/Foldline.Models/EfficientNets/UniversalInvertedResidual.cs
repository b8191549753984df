using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientNets;

/// <summary>
/// 1×1 expansion and projection with optional depthwise convolutions before, between and behind them (Qin et al. 2024); the first
/// one from the middle, the start and the end that is there has the stride.
/// </summary>
internal sealed class UniversalInvertedResidual : MobileBlock
{
    private readonly Layer start;
    private readonly Layer expand;
    private readonly Layer depthwise;
    private readonly Layer attention;
    private readonly Layer project;
    private readonly Layer end;
    private readonly Layer scale;

    public UniversalInvertedResidual(MobileParts parts, BlockDefinition block, int inChannels, double dropRate)
        : base(inChannels == block.Channels && block.Stride == 1 && block.Skip != false, dropRate)
    {
        var (first, mid, last) = (block.ExpandKernelSizes[0], block.KernelSizes[0], block.ProjectKernelSizes[0]);
        var middle = Channels.MakeDivisible(inChannels * block.Expansion);
        var activation = parts.ActivationOf(block);
        var groupSize = block.GroupSize ?? 1;
        start = Register("dw_start", Depthwise(parts, inChannels, (first, mid == 0 ? block.Stride : 1, groupSize), ActivationKind.Identity));
        expand = Register("pw_exp", parts.ConvNormAct(inChannels, middle, (1, 1, null), activation));
        depthwise = Register("dw_mid", Depthwise(parts, middle, (mid, block.Stride, groupSize), activation));
        attention = Register("se", parts.Attention(block, middle, block.Expansion));
        project = Register("pw_proj", parts.ConvNormAct(middle, block.Channels, (1, 1, null), ActivationKind.Identity));
        end = Register("dw_end", Depthwise(parts, block.Channels, (last, first == 0 && mid == 0 ? block.Stride : 1, groupSize), ActivationKind.Identity));
        scale = Register("layer_scale", parts.Scale(block.Channels));
        RegisterDropPath();
    }

    public override Tensor Forward(Tensor input)
    {
        var x = start.Forward(input);
        var branch = expand.Forward(x);
        if (!ReferenceEquals(x, input))
            x.Dispose();
        return WithSkip(branch.Then(depthwise).Then(attention).Then(project).Then(end).Then(scale), input);
    }

    private static Layer Depthwise(MobileParts parts, int channels, (int Kernel, int Stride, int? GroupSize) shape, ActivationKind activation) =>
        shape.Kernel == 0 ? new Identity() : parts.ConvNormAct(channels, channels, shape, activation);
}
