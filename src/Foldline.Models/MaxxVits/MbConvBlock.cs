using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MaxxVits;

/// <summary>An inverted residual with a norm before it: 1×1 expansion, depthwise 3×3, attention, 1×1 projection.</summary>
internal sealed class MbConvBlock : Layer
{
    private readonly Layer shortcut;
    private readonly Layer preNorm;
    private readonly Layer down;
    private readonly Conv2d conv1;
    private readonly Layer norm1;
    private readonly Conv2d conv2;
    private readonly Layer attentionEarly = new Identity();
    private readonly Layer norm2;
    private readonly Layer attention = new Identity();
    private readonly Conv2d conv3;
    private readonly Layer dropPath;

    public MbConvBlock(MaxxParts parts, MaxxBlockShape shape)
    {
        var settings = parts.Convolution;
        var (inChannels, outChannels) = (shape.InChannels, shape.OutChannels);
        var middle = Channels.MakeDivisible((settings.ExpandFromInput ? inChannels : outChannels) * MaxxParts.Expansion);
        var poolStride = settings.StrideByPool ? shape.Stride : 1;
        shortcut = Register<Layer>("shortcut", shape.Stride == 1
            ? new Identity()
            : new Downsample(inChannels, outChannels, settings.MaxPool, settings.OutputBias, settings.SamePadding));
        preNorm = Register("pre_norm", parts.ConvolutionNorm(inChannels, settings.ActivateFirst));
        down = Register<Layer>("down", poolStride == 1 ? new Identity() : new Downsample(inChannels, inChannels, samePadding: settings.SamePadding));
        conv1 = Register("conv1_1x1", parts.Conv(inChannels, middle, 1));
        norm1 = Register("norm1", parts.ConvolutionNorm(middle));
        conv2 = Register("conv2_kxk", parts.Conv(middle, middle, 3, shape.Stride / poolStride, middle));
        var gate = new ChannelGate(middle, (int)(settings.AttentionRatio * (settings.ExpandFromInput ? middle : outChannels)), settings.AttentionActivation);
        if (settings.AttendEarly)
            attentionEarly = Register("se_early", gate);
        norm2 = Register("norm2", parts.ConvolutionNorm(middle));
        if (!settings.AttendEarly)
            attention = Register("se", gate);
        conv3 = Register("conv3_1x1", parts.Conv(middle, outChannels, 1, bias: settings.OutputBias));
        dropPath = Register("drop_path", new DropPath(shape.DropPath));
    }

    public override Tensor Forward(Tensor input) => preNorm.Forward(input).Then(down)
        .Then(conv1).Then(norm1)
        .Then(conv2).Then(attentionEarly).Then(norm2).Then(attention)
        .Then(conv3).Then(dropPath)
        .PlusShortcut(shortcut.Forward(input), input);
}
