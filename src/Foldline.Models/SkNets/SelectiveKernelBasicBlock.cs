using Foldline.Models.Layers;
using Foldline.Models.ResNets;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.SkNets;

/// <summary>ResNet's basic block whose first convolution selects its kernel.</summary>
internal sealed class SelectiveKernelBasicBlock : ResidualBlock
{
    private readonly SelectiveKernel conv1;
    private readonly ConvNormAct conv2;
    private readonly DropPath dropPath;
    private readonly Activation act;

    public SelectiveKernelBasicBlock(ResNetParts parts, BlockShape shape, SelectiveKernelOptions options)
    {
        conv1 = Register("conv1", new SelectiveKernel((shape.InChannels, shape.Planes), shape.Stride, groups: 1, options));
        conv2 = Register("conv2", new ConvNormAct(shape.Planes, shape.Planes, 3, activation: ActivationKind.Identity));
        act = Register("act", ResNetParts.Relu());
        Shortcut = Register("downsample", parts.Downsample(shape.InChannels, shape.Planes, shape.Stride));
        dropPath = Register("drop_path", new DropPath(shape.DropPath));
    }

    public override Layer? LastNorm => null;

    public override Tensor Forward(Tensor input) => conv1.Forward(input).Then(conv2).Then(dropPath)
        .PlusShortcut(Shortcut.Forward(input), input).Then(act);
}
