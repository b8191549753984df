using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.SeNets;

/// <summary>Two 3×3 convolutions; here a ReLU stands before the attention too.</summary>
internal sealed class SeBasicBlock : SeResidualBlock
{
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly Conv2d conv2;
    private readonly BatchNorm2d bn2;

    public SeBasicBlock(SeBlockShape shape, int groups)
    {
        conv1 = Register("conv1", Convolutions.Conv(shape.InChannels, shape.Planes, 3, shape.Stride));
        bn1 = Register("bn1", new BatchNorm2d(shape.Planes));
        conv2 = Register("conv2", Convolutions.Conv(shape.Planes, shape.Planes, 3, groups: groups));
        bn2 = Register("bn2", new BatchNorm2d(shape.Planes));
        RegisterEnd(shape, shape.Planes);
    }

    protected override Tensor Branch(Tensor input) => conv1.Forward(input).Then(bn1).Then(Relu).Then(conv2).Then(bn2).Then(Relu);
}
