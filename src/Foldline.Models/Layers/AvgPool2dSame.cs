using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Mean under a window with the stride 1 and TensorFlow's "same" padding: the size stays. The padding's zeros count in the mean.</summary>
internal sealed class AvgPool2dSame(int kernelSize) : Layer
{
    private readonly long[] kernel = [kernelSize, kernelSize];

    public override Tensor Forward(Tensor input)
    {
        using var padded = SamePadding.Pad(input, kernelSize, 1);
        return padded.AvgPool2d(kernel, [1, 1]);
    }
}
