using Foldline.Models.Layers;
using Foldline.Models.ResNets;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.SkNets;

/// <summary>ResNet's bottleneck whose middle convolution selects its kernel.</summary>
internal sealed class SelectiveKernelBottleneckBlock : ResidualBlock
{
    private readonly ConvNormAct conv1;
    private readonly SelectiveKernel conv2;
    private readonly ConvNormAct conv3;
    private readonly DropPath dropPath;
    private readonly Activation act;

    public SelectiveKernelBottleneckBlock(ResNetParts parts, BlockShape shape, SelectiveKernelOptions options)
    {
        var width = parts.Width(shape.Planes);
        var last = parts.OutChannels(shape);
        conv1 = Register("conv1", new ConvNormAct(shape.InChannels, width));
        conv2 = Register("conv2", new SelectiveKernel((width, width), shape.Stride, parts.Settings.Cardinality, options));
        conv3 = Register("conv3", new ConvNormAct(width, last, activation: ActivationKind.Identity));
        act = Register("act", ResNetParts.Relu());
        Shortcut = Register("downsample", parts.Downsample(shape.InChannels, last, shape.Stride));
        dropPath = Register("drop_path", new DropPath(shape.DropPath));
    }

    public override Layer? LastNorm => null;

    public override Tensor Forward(Tensor input) => conv1.Forward(input).Then(conv2).Then(conv3).Then(dropPath)
        .PlusShortcut(Shortcut.Forward(input), input).Then(act);
}
