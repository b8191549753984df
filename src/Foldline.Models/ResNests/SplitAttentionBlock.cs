using Foldline.Models.Layers;
using Foldline.Models.ResNets;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.ResNests;

/// <summary>ResNet's bottleneck with split attention in the middle; average pooling before or after it takes the stride.</summary>
internal sealed class SplitAttentionBlock : ResidualBlock
{
    private readonly Conv2d conv1;
    private readonly Layer bn1;
    private readonly Activation act1;
    private readonly Layer poolFirst;
    private readonly SplitAttention conv2;
    private readonly Layer poolLast;
    private readonly Conv2d conv3;
    private readonly Layer bn3;
    private readonly DropPath dropPath;
    private readonly Activation act3;

    public SplitAttentionBlock(ResNetParts parts, BlockShape shape, int radix, bool isPoolFirst)
    {
        var width = parts.Width(shape.Planes);
        var last = parts.OutChannels(shape);
        Layer pool = shape.Stride > 1 ? new AvgPool2d(3, shape.Stride, padding: 1) : new Identity();
        conv1 = Register("conv1", ResNetParts.Conv(shape.InChannels, width, 1));
        bn1 = Register("bn1", parts.Norm(width));
        act1 = Register("act1", ResNetParts.Relu());
        poolFirst = Register("avd_first", isPoolFirst ? pool : new Identity());
        conv2 = Register("conv2", new SplitAttention(width, 1, parts.Settings.Cardinality, radix));
        poolLast = Register("avd_last", isPoolFirst ? new Identity() : pool);
        conv3 = Register("conv3", ResNetParts.Conv(width, last, 1));
        bn3 = Register("bn3", parts.Norm(last));
        act3 = Register("act3", ResNetParts.Relu());
        Shortcut = Register("downsample", parts.Downsample(shape.InChannels, last, shape.Stride));
        dropPath = Register("drop_path", new DropPath(shape.DropPath));
    }

    public override Layer LastNorm => bn3;

    public override Tensor Forward(Tensor input) => conv1.Forward(input).Then(bn1).Then(act1)
        .Then(poolFirst).Then(conv2).Then(poolLast)
        .Then(conv3).Then(bn3).Then(dropPath)
        .PlusShortcut(Shortcut.Forward(input), input).Then(act3);
}
