using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientNets;

/// <summary>An inverted residual whose convolutions are mixed from experts by each sample's mean channels.</summary>
internal sealed class ConditionalResidual : MobileBlock
{
    private readonly ConditionalConv2d expand;
    private readonly Layer bn1;
    private readonly Layer act1;
    private readonly ConditionalConv2d depthwise;
    private readonly Layer bn2;
    private readonly Layer act2;
    private readonly Layer attention;
    private readonly ConditionalConv2d project;
    private readonly Layer bn3;
    private readonly Linear routing;

    public ConditionalResidual(MobileParts parts, BlockDefinition block, int inChannels, double dropRate)
        : base(inChannels == block.Channels && block.Stride == 1 && block.Skip != false, dropRate)
    {
        var middle = Channels.MakeDivisible(inChannels * block.Expansion);
        var experts = block.Experts * parts.Settings.ExpertsMultiplier;
        var activation = parts.ActivationOf(block);
        expand = Register("conv_pw", parts.ConditionalConv((inChannels, middle), 1, new Conv2dOptions(), experts));
        bn1 = Register("bn1", parts.Norm(middle, activates: true));
        act1 = Register("act1", parts.Activation(activation));
        depthwise = Register("conv_dw", parts.ConditionalConv((middle, middle), block.KernelSizes[0], new Conv2dOptions { Stride = block.Stride, Groups = middle }, experts));
        bn2 = Register("bn2", parts.Norm(middle, activates: true));
        act2 = Register("act2", parts.Activation(activation));
        attention = Register("se", parts.Attention(block, middle, block.Expansion));
        project = Register("conv_pwl", parts.ConditionalConv((middle, block.Channels), 1, new Conv2dOptions(), experts));
        bn3 = Register("bn3", parts.Norm(block.Channels));
        RegisterDropPath();
        routing = Register("routing_fn", new Linear(inChannels, experts));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var mix = routing.Forward(input.Mean([2, 3])).Sigmoid();
        var x = bn1.Forward(expand.Forward(input, mix)).Then(act1);
        x = bn2.Forward(depthwise.Forward(x, mix)).Then(act2).Then(attention);
        x = bn3.Forward(project.Forward(x, mix));
        return scope.Keep(WithSkip(x, input));
    }
}
