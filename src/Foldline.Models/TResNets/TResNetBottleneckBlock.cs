using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.TResNets;

/// <summary>A 1×1 and a 3×3 convolution, attention, and a 1×1 convolution.</summary>
internal sealed class TResNetBottleneckBlock : TResNetBlock
{
    /// <summary>Channels of the output for each of the stage's.</summary>
    public const int Expansion = 4;

    private const int Reduction = 8;
    private const int LeastReduced = 64;
    private readonly ConvNormAct conv1;
    private readonly ConvNormAct conv2;
    private readonly Layer attention;
    private readonly ConvNormAct conv3;

    public TResNetBottleneckBlock(TResNetShape shape)
        : base(shape, shape.Planes * Expansion)
    {
        var (planes, last) = (shape.Planes, shape.Planes * Expansion);
        conv1 = Register("conv1", Conv(shape.InChannels, planes, 1));
        conv2 = Register("conv2", Conv(planes, planes, 3, shape.Stride));
        attention = Register<Layer>("se", shape.HasAttention ? SqueezeExcite.ReducedTo(planes, Math.Max(last / Reduction, LeastReduced)) : new Identity());
        conv3 = Register("conv3", new ConvNormAct(Convolutions.Conv(planes, last, 1), LastNorm));
    }

    protected override Tensor Branch(Tensor input) => conv1.Forward(input).Then(conv2).Then(attention).Then(conv3);
}
