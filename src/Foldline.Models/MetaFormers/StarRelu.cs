using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MetaFormers;

/// <summary>scale · max(x, 0)² + bias with a learned scale and bias (Yu et al. 2022).</summary>
internal sealed class StarRelu : Layer
{
    private readonly Tensor scale;
    private readonly Tensor bias;

    public StarRelu()
    {
        scale = Parameter("scale", Aten.Ones([1]));
        bias = Parameter("bias", Aten.Zeros([1]));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        return scope.Keep((input.Relu().Square() * scale).AddInPlace(bias));
    }

    protected override void ResetParameters(TorchGenerator generator)
    {
        Init.Constant(scale, 1);
        Init.Constant(bias, 0);
    }
}
