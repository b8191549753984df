using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>
/// x · σ(v·x) divided by the standard deviation of x in groups of channels, then scaled and shifted (Liu et al. 2020, EvoNorm-S0);
/// timm's <c>EvoNorm2dS0</c> and, with its larger epsilon, <c>EvoNorm2dS0a</c>.
/// </summary>
internal sealed class EvoNormS0 : Layer
{
    private readonly long groups;
    private readonly bool normalizesWithoutAct;
    private readonly double eps;
    private readonly Tensor weight;
    private readonly Tensor bias;
    private readonly Tensor? v;

    /// <param name="groups">Groups of channels.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="activation">Whether x is multiplied by σ(v·x); without that, S0 only scales and shifts.</param>
    /// <param name="eps">Added to the variance.</param>
    /// <param name="normalizesWithoutAct">Divide by the deviation even without activation, as S0a does.</param>
    public EvoNormS0(long groups, long channels, bool activation = true, double eps = 1e-5, bool normalizesWithoutAct = false)
    {
        this.groups = groups;
        this.eps = eps;
        this.normalizesWithoutAct = normalizesWithoutAct;
        weight = Parameter("weight", Aten.Ones([channels]));
        bias = Parameter("bias", Aten.Zeros([channels]));
        v = activation ? Parameter("v", Aten.Ones([channels])) : null;
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var x = input;
        if (v is not null)
            x = input * (input * PerChannel(v, input)).SigmoidInPlace() / Deviation(input);
        else if (normalizesWithoutAct)
            x = input / Deviation(input);
        return scope.Keep((x * PerChannel(weight, input)) + PerChannel(bias, input));
    }

    protected override void ResetParameters(TorchGenerator generator)
    {
        Init.Constant(weight, 1);
        Init.Constant(bias, 0);
        if (v is not null)
            Init.Constant(v, 1);
    }

    private static Tensor PerChannel(Tensor values, Tensor input) => values.View([1, -1, 1, 1]).To(input.DType);

    /// <returns>[N, C, 1, 1]: every channel's is that of its group.</returns>
    private Tensor Deviation(Tensor input)
    {
        var (samples, channels) = (input.Size(0), input.Size(1));
        var grouped = input.To(DType.Float32).View([samples, groups, channels / groups, input.Size(2), input.Size(3)]);
        var deviation = (grouped.Var([2, 3, 4], correction: 0, keepdim: true) + eps).Sqrt();
        return deviation.Expand([samples, groups, channels / groups, 1, 1]).Reshape([samples, channels, 1, 1]).To(input.DType);
    }
}
