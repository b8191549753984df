using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Largest value under a window with TensorFlow's "same" padding, which never wins: [N, C, H, W] → [N, C, ⌈H/stride⌉, ⌈W/stride⌉].</summary>
internal sealed class MaxPool2dSame(int kernelSize, int stride) : Layer
{
    private readonly long[] kernel = [kernelSize, kernelSize];
    private readonly long[] step = [stride, stride];

    public override Tensor Forward(Tensor input)
    {
        var padded = SamePadding.Pad(input, kernelSize, stride, double.NegativeInfinity);
        var output = padded.MaxPool2d(kernel, step);
        if (!ReferenceEquals(padded, input))
            padded.Dispose();
        return output;
    }
}
