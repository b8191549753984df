using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Nests;

/// <summary>A convolution, a norm and pooling that join four parts of a map: [N, in, H, W] → [N, out, H/2, W/2].</summary>
internal sealed class Aggregation : Layer
{
    private const int PoolSize = 3;
    private readonly Conv2d conv;
    private readonly LayerNorm2d norm;
    private readonly Layer pool;

    public Aggregation(int inChannels, int outChannels, bool samePadding)
    {
        conv = Register("conv", new Conv2d(inChannels, outChannels, 3, new Conv2dOptions { Padding = 1 }));
        norm = Register("norm", new LayerNorm2d(outChannels, Nest.Epsilon));
        pool = Register<Layer>("pool", samePadding ? new MaxPool2dSame(PoolSize, 2) : new MaxPool2d(PoolSize, 2, 1));
    }

    public override Tensor Forward(Tensor input) => conv.Forward(input).Then(norm).Then(pool);
}
