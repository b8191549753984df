using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Heads;

/// <summary>The last layer of a head; classes are dimension 1.</summary>
internal sealed class HeadActivation(SegmentationActivation kind) : Layer
{
    public override Tensor Forward(Tensor input) => kind switch
    {
        SegmentationActivation.None => input,
        SegmentationActivation.Sigmoid => input.Sigmoid(),
        SegmentationActivation.Softmax => input.Softmax(1),
        SegmentationActivation.LogSoftmax => input.LogSoftmax(1),
        SegmentationActivation.Tanh => input.Tanh(),
        SegmentationActivation.ArgMax => input.Argmax(1),
        SegmentationActivation.Clamp => input.Clamp(0, 1),
        _ => throw new ArgumentOutOfRangeException(nameof(input), kind, "Unknown activation."),
    };
}
