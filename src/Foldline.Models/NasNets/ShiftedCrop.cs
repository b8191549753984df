using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.NasNets;

/// <summary>Moves a map up and to the left by one place; zeros come in below and at the right.</summary>
internal sealed class ShiftedCrop : Layer
{
    private static readonly long[] Pads = [-1, 1, -1, 1];

    public override Tensor Forward(Tensor input) => input.ConstantPadNd(Pads);
}
