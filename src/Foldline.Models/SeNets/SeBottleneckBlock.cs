using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.SeNets;

/// <summary>A 1×1, a 3×3 and a 1×1 convolution.</summary>
internal sealed class SeBottleneckBlock : SeResidualBlock
{
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly Conv2d conv2;
    private readonly BatchNorm2d bn2;
    private readonly Conv2d conv3;
    private readonly BatchNorm2d bn3;

    public SeBottleneckBlock(SeNetSettings settings, SeBlockShape shape)
    {
        var (first, middle) = Widths(settings, shape.Planes);
        var last = shape.Planes * settings.Expansion;
        var isFirstStrided = settings.Block == SeBlockKind.Bottleneck;
        conv1 = Register("conv1", Convolutions.Conv(shape.InChannels, first, 1, isFirstStrided ? shape.Stride : 1));
        bn1 = Register("bn1", new BatchNorm2d(first));
        conv2 = Register("conv2", Convolutions.Conv(first, middle, 3, isFirstStrided ? 1 : shape.Stride, settings.Groups));
        bn2 = Register("bn2", new BatchNorm2d(middle));
        conv3 = Register("conv3", Convolutions.Conv(middle, last, 1));
        bn3 = Register("bn3", new BatchNorm2d(last));
        RegisterEnd(shape, last);
    }

    protected override Tensor Branch(Tensor input) => conv1.Forward(input).Then(bn1).Then(Relu).Then(conv2).Then(bn2).Then(Relu).Then(conv3).Then(bn3);

    private static (int First, int Middle) Widths(SeNetSettings settings, int planes) => settings.Block switch
    {
        SeBlockKind.Wide => (planes * 2, planes * 4),
        SeBlockKind.Grouped => (planes * 4 / 64 * settings.Groups, planes * 4 / 64 * settings.Groups),
        _ => (planes, planes),
    };
}
