using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.ResNetV2s;

/// <summary>The bottleneck of version 1 under the names of version 2; hybrid transformers use it.</summary>
internal sealed class PostActivationBottleneck : Layer
{
    private readonly Layer downsample;
    private readonly Layer conv1;
    private readonly Layer norm1;
    private readonly Layer conv2;
    private readonly Layer norm2;
    private readonly Layer conv3;
    private readonly Layer norm3;
    private readonly Layer dropPath;
    private readonly Layer act3;

    public PostActivationBottleneck(ResNetV2Parts parts, BlockShape shape)
    {
        var middle = parts.Middle(shape.OutChannels);
        downsample = Register("downsample", shape.IsFirst ? new Downsample(parts, shape) : (Layer)new Identity());
        conv1 = Register("conv1", parts.Conv(shape.InChannels, middle, 1));
        norm1 = Register("norm1", parts.Norm(middle));
        conv2 = Register("conv2", parts.Conv(middle, middle, 3, shape.Stride));
        norm2 = Register("norm2", parts.Norm(middle));
        conv3 = Register("conv3", parts.Conv(middle, shape.OutChannels, 1));
        norm3 = Register("norm3", parts.Norm(shape.OutChannels, activate: false));
        dropPath = Register("drop_path", new DropPath(shape.DropPath));
        act3 = Register("act3", new Activation(parts.Settings.Norm.Activation));
    }

    public override Tensor Forward(Tensor input) =>
        conv1.Forward(input).Then(norm1).Then(conv2).Then(norm2).Then(conv3).Then(norm3).Then(dropPath)
            .PlusShortcut(downsample.Forward(input), input).Then(act3);
}
