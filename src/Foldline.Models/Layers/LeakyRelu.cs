using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>x for x ≥ 0, else slope·x; overwrites its input.</summary>
internal sealed class LeakyRelu(double slope) : Layer
{
    public override Tensor Forward(Tensor input) => input.LeakyReluInPlace(slope);
}
