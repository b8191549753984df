using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.DaVits;

/// <summary>A strided convolution whose input is first filled up with zeros to a multiple of the stride.</summary>
internal sealed class PaddedConv(int inChannels, int outChannels, int kernelSize, Conv2dOptions options)
    : Conv2d(inChannels, outChannels, kernelSize, options)
{
    public override Tensor Forward(Tensor input)
    {
        var stride = Options.Stride.Height;
        var (below, right) = ((stride - (input.Size(2) % stride)) % stride, (stride - (input.Size(3) % stride)) % stride);
        if (below + right == 0)
            return base.Forward(input);
        using var padded = input.ConstantPadNd([0, right, 0, below]);
        return base.Forward(padded);
    }
}
