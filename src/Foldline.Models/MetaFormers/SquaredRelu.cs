using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MetaFormers;

/// <summary>max(x, 0)² (So et al. 2021).</summary>
internal sealed class SquaredRelu : Layer
{
    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        return scope.Keep(input.Relu().Square());
    }
}
