using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.HgNets;

/// <summary>scale · x + bias with one learned scale and bias for all channels.</summary>
internal sealed class LearnedAffine : Layer
{
    private readonly Tensor scale;
    private readonly Tensor bias;

    public LearnedAffine()
    {
        scale = Parameter("scale", Aten.Ones([1]));
        bias = Parameter("bias", Aten.Zeros([1]));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        return scope.Keep((input * scale).AddInPlace(bias));
    }

    protected override void ResetParameters(TorchGenerator generator)
    {
        Init.Constant(scale, 1);
        Init.Constant(bias, 0);
    }
}
