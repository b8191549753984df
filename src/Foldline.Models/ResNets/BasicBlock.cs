using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.ResNets;

/// <summary>Two 3×3 convolutions and a shortcut (He et al. 2016).</summary>
internal sealed class BasicBlock : ResidualBlock
{
    private readonly Conv2d conv1;
    private readonly Layer bn1;
    private readonly Layer act1;
    private readonly Layer antiAlias;
    private readonly Conv2d conv2;
    private readonly Layer bn2;
    private readonly Layer attention;
    private readonly Layer dropPath;
    private readonly Layer act2;

    public BasicBlock(ResNetParts parts, BlockShape shape)
    {
        var first = shape.Planes / parts.Settings.ReduceFirst;
        conv1 = Register("conv1", ResNetParts.Conv(shape.InChannels, first, 3, parts.IsAntiAliased(shape.Stride) ? 1 : shape.Stride));
        bn1 = Register("bn1", parts.Norm(first));
        act1 = Register("act1", ResNetParts.Relu());
        antiAlias = Register("aa", parts.AntiAlias(first, shape.Stride));
        conv2 = Register("conv2", ResNetParts.Conv(first, shape.Planes, 3));
        bn2 = Register("bn2", parts.Norm(shape.Planes));
        attention = Register("se", parts.Attention(shape.Planes));
        act2 = Register("act2", ResNetParts.Relu());
        Shortcut = Register("downsample", parts.Downsample(shape.InChannels, shape.Planes, shape.Stride));
        dropPath = Register("drop_path", new DropPath(shape.DropPath));
    }

    public override Layer LastNorm => bn2;

    public override Tensor Forward(Tensor input) => conv1.Forward(input).Then(bn1).Then(act1).Then(antiAlias)
        .Then(conv2).Then(bn2).Then(attention).Then(dropPath)
        .PlusShortcut(Shortcut.Forward(input), input).Then(act2);
}
