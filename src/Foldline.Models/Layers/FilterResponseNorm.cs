using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>
/// Divides every channel by the root of its mean square, scales and shifts, and cuts off below a learned threshold (Singh and
/// Krishnan 2020); timm's <c>FilterResponseNormTlu2d</c>.
/// </summary>
internal sealed class FilterResponseNorm : Layer
{
    private readonly double eps;
    private readonly Tensor weight;
    private readonly Tensor bias;
    private readonly Tensor? threshold;

    public FilterResponseNorm(long channels, bool activation = true, double eps = 1e-5)
    {
        this.eps = eps;
        weight = Parameter("weight", Aten.Ones([channels]));
        bias = Parameter("bias", Aten.Zeros([channels]));
        threshold = activation ? Parameter("tau", Aten.Zeros([channels])) : null;
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var inverse = (input.Square().To(DType.Float32).Mean([2, 3], keepdim: true) + eps).Rsqrt().To(input.DType);
        var scaled = (input * inverse * PerChannel(weight, input)) + PerChannel(bias, input);
        return scope.Keep(threshold is null ? scaled : scaled.Maximum(PerChannel(threshold, input)));
    }

    protected override void ResetParameters(TorchGenerator generator)
    {
        Init.Constant(weight, 1);
        Init.Constant(bias, 0);
        if (threshold is not null)
            Init.Constant(threshold, 0);
    }

    private static Tensor PerChannel(Tensor values, Tensor input) => values.View([1, -1, 1, 1]).To(input.DType);
}
