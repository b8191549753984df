using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.TResNets;

/// <summary>Two 3×3 convolutions, then attention.</summary>
internal sealed class TResNetBasicBlock : TResNetBlock
{
    private const int Reduction = 4;
    private const int LeastReduced = 64;
    private readonly ConvNormAct conv1;
    private readonly ConvNormAct conv2;
    private readonly Layer attention;

    public TResNetBasicBlock(TResNetShape shape)
        : base(shape, shape.Planes)
    {
        var planes = shape.Planes;
        conv1 = Register("conv1", Conv(shape.InChannels, planes, 3, shape.Stride));
        conv2 = Register("conv2", new ConvNormAct(Convolutions.Conv(planes, planes, 3), LastNorm));
        attention = Register<Layer>("se", shape.HasAttention ? SqueezeExcite.ReducedTo(planes, Math.Max(planes / Reduction, LeastReduced)) : new Identity());
    }

    protected override Tensor Branch(Tensor input) => conv1.Forward(input).Then(conv2).Then(attention);
}
