using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Mean under a window with TensorFlow's "same" padding, whose zeros count in the mean: [N, C, H, W] → [N, C, ⌈H/stride⌉, ⌈W/stride⌉].</summary>
internal sealed class AvgPool2dSame(int kernelSize, int stride = 1) : Layer
{
    private readonly long[] kernel = [kernelSize, kernelSize];
    private readonly long[] step = [stride, stride];

    public override Tensor Forward(Tensor input)
    {
        var padded = SamePadding.Pad(input, kernelSize, stride);
        var output = padded.AvgPool2d(kernel, step);
        if (!ReferenceEquals(padded, input))
            padded.Dispose();
        return output;
    }
}
