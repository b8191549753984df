using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MaxxVits;

/// <summary>Halves a map by pooling and brings it to other channels by a 1×1 convolution: [N, in, H, W] → [N, out, H/2, W/2].</summary>
internal sealed class Downsample : Layer
{
    private const int Factor = 2;
    private readonly bool samePadding;
    private readonly Layer pool;
    private readonly Layer expand;

    public Downsample(int inChannels, int outChannels, bool maxPool = false, bool bias = true, bool samePadding = false)
    {
        this.samePadding = samePadding;
        pool = maxPool ? new MaxPool2d(3, Factor, 1) : new AvgPool2d(Factor);
        expand = Register<Layer>("expand", inChannels == outChannels ? new Identity() : new Conv2d(inChannels, outChannels, 1, new Conv2dOptions { Bias = bias }));
    }

    public override Tensor Forward(Tensor input)
    {
        var padded = samePadding ? SamePadding.Pad(input, Factor, Factor) : input;
        var output = pool.Forward(padded).Then(expand);
        if (!ReferenceEquals(padded, input))
            padded.Dispose();
        return output;
    }
}
