using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.ResNetV2s;

/// <summary>Two 3×3 convolutions, each after its norm.</summary>
internal sealed class PreActivationBasic : PreActivationBlock
{
    private readonly Layer norm1;
    private readonly Layer conv1;
    private readonly Layer norm2;
    private readonly Layer conv2;
    private readonly Layer dropPath;

    public PreActivationBasic(ResNetV2Parts parts, BlockShape shape)
        : base(parts, shape, shape.IsFirst && shape.ChangesShape)
    {
        var middle = parts.Middle(shape.OutChannels);
        norm1 = Register("norm1", parts.Norm(shape.InChannels));
        conv1 = Register("conv1", parts.Conv(shape.InChannels, middle, 3, shape.Stride));
        norm2 = Register("norm2", parts.Norm(middle));
        conv2 = Register("conv2", parts.Conv(middle, shape.OutChannels, 3));
        dropPath = Register("drop_path", new DropPath(shape.DropPath));
    }

    protected override Tensor NormInput(Tensor input) => norm1.Forward(input);

    protected override Tensor Branch(Tensor normed) => normed.Then(conv1).Then(norm2).Then(conv2).Then(dropPath);
}
