using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.ResNets;

/// <summary>A 1×1, a 3×3 (strided, grouped in ResNeXt) and a 1×1 convolution and a shortcut (He et al. 2016; the stride as in Goyal et al. 2017).</summary>
internal sealed class BottleneckBlock : ResidualBlock
{
    /// <summary>Channels of the output for each of the stage's.</summary>
    public const int Expansion = 4;

    private readonly Conv2d conv1;
    private readonly Layer bn1;
    private readonly Layer act1;
    private readonly Conv2d conv2;
    private readonly Layer bn2;
    private readonly Layer act2;
    private readonly Layer antiAlias;
    private readonly Conv2d conv3;
    private readonly Layer bn3;
    private readonly Layer attention;
    private readonly Layer dropPath;
    private readonly Layer act3;

    public BottleneckBlock(ResNetParts parts, BlockShape shape)
    {
        var settings = parts.Settings;
        var planned = (First: parts.Width(shape.Planes) / settings.ReduceFirst, Middle: parts.Width(shape.Planes), Last: shape.Planes * Expansion);
        var (first, width, last) = shape.Pruned ?? planned;
        conv1 = Register("conv1", ResNetParts.Conv(shape.InChannels, first, 1));
        bn1 = Register("bn1", parts.Norm(first));
        act1 = Register("act1", ResNetParts.Relu());
        conv2 = Register("conv2", ResNetParts.Conv(first, width, 3, parts.IsAntiAliased(shape.Stride) ? 1 : shape.Stride, settings.Cardinality));
        bn2 = Register("bn2", parts.Norm(width));
        act2 = Register("act2", ResNetParts.Relu());
        antiAlias = Register("aa", parts.AntiAlias(width, shape.Stride));
        conv3 = Register("conv3", ResNetParts.Conv(width, last, 1));
        bn3 = Register("bn3", parts.Norm(last));
        attention = Register("se", parts.Attention(planned.Last));
        act3 = Register("act3", ResNetParts.Relu());
        Shortcut = Register("downsample", parts.Downsample(shape.InChannels, last, shape.Stride));
        dropPath = Register("drop_path", new DropPath(shape.DropPath));
    }

    public override Layer LastNorm => bn3;

    public override Tensor Forward(Tensor input) => conv1.Forward(input).Then(bn1).Then(act1)
        .Then(conv2).Then(bn2).Then(act2).Then(antiAlias)
        .Then(conv3).Then(bn3).Then(attention).Then(dropPath)
        .PlusShortcut(Shortcut.Forward(input), input).Then(act3);
}
