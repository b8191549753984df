using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.HrNets;

/// <summary>Repeats every place of a map along both sides.</summary>
internal sealed class NearestUpsample(int scale) : Layer
{
    public override Tensor Forward(Tensor input) => input.UpsampleNearest2d([input.Size(2) * scale, input.Size(3) * scale]);
}
