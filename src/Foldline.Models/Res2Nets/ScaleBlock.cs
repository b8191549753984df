using Foldline.Models.Layers;
using Foldline.Models.ResNets;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Res2Nets;

/// <summary>ResNet's bottleneck with convolutions of several scales in the middle.</summary>
internal sealed class ScaleBlock : ResidualBlock
{
    private readonly Conv2d conv1;
    private readonly Layer bn1;
    private readonly ScaleConvolutions scales;
    private readonly Conv2d conv3;
    private readonly Layer bn3;
    private readonly DropPath dropPath;
    private readonly Activation relu;

    public ScaleBlock(ResNetParts parts, BlockShape shape, int scales)
    {
        var width = parts.Width(shape.Planes);
        var last = parts.OutChannels(shape);
        var changesShape = shape.Stride > 1 || shape.InChannels != last;
        conv1 = Register("conv1", ResNetParts.Conv(shape.InChannels, width * scales, 1));
        bn1 = Register("bn1", parts.Norm(width * scales));
        this.scales = new ScaleConvolutions(width, scales, parts.Settings.Cardinality, changesShape ? shape.Stride : null);
        Register("convs", this.scales.Convs);
        Register("bns", this.scales.Norms);
        Register("pool", this.scales.Pool);
        conv3 = Register("conv3", ResNetParts.Conv(width * scales, last, 1));
        bn3 = Register("bn3", parts.Norm(last));
        relu = Register("relu", ResNetParts.Relu());
        Shortcut = Register("downsample", parts.Downsample(shape.InChannels, last, shape.Stride));
        dropPath = Register("drop_path", new DropPath(shape.DropPath));
    }

    public override Layer LastNorm => bn3;

    public override Tensor Forward(Tensor input)
    {
        using var narrow = conv1.Forward(input).Then(bn1).Then(relu);
        return scales.Forward(narrow).Then(conv3).Then(bn3).Then(dropPath)
            .PlusShortcut(Shortcut.Forward(input), input).Then(relu);
    }
}
