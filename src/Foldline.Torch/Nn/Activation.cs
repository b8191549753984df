namespace Foldline.Torch.Nn;

/// <summary>An activation function as a layer; it has no parameters.</summary>
/// <param name="kind">Which one.</param>
/// <param name="inPlace">Overwrite the input where the function can; what follows PyTorch's <c>inplace=True</c>.</param>
public sealed class Activation(ActivationKind kind, bool inPlace = true) : Layer
{
    /// <summary>Which function.</summary>
    public ActivationKind Kind => kind;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => kind switch
    {
        ActivationKind.Identity => input,
        ActivationKind.Relu => inPlace ? input.ReluInPlace() : input.Relu(),
        ActivationKind.Relu6 => Relu6(input),
        ActivationKind.LeakyRelu => inPlace ? input.LeakyReluInPlace() : input.LeakyRelu(),
        ActivationKind.Silu => inPlace ? input.SiluInPlace() : input.Silu(),
        ActivationKind.Mish => inPlace ? input.MishInPlace() : input.Mish(),
        ActivationKind.HardSwish => inPlace ? input.HardswishInPlace() : input.Hardswish(),
        ActivationKind.HardSigmoid => inPlace ? input.HardsigmoidInPlace() : input.Hardsigmoid(),
        ActivationKind.Sigmoid => inPlace ? input.SigmoidInPlace() : input.Sigmoid(),
        ActivationKind.Tanh => input.Tanh(),
        ActivationKind.Gelu => input.Gelu(),
        ActivationKind.GeluTanh => input.Gelu(approximate: "tanh"),
        ActivationKind.QuickGelu => QuickGelu(input),
        ActivationKind.Elu => input.Elu(),
        ActivationKind.Selu => input.Selu(),
        ActivationKind.Softplus => input.Softplus(),
        _ => throw new ArgumentOutOfRangeException(nameof(input), kind, "Unknown activation."),
    };

    private static Tensor QuickGelu(Tensor input)
    {
        using var scope = new TensorScope();
        return scope.Keep(input * (input * 1.702).SigmoidInPlace());
    }

    // The CPU has no gradient of hardtanh in bfloat16. Filling gives the same values and, as there, no gradient at 0 and 6.
    private Tensor Relu6(Tensor input)
    {
        if (input.DType == DType.BFloat16 && input.RequiresGrad)
            return input.Relu().MaskedFill(input.Ge(6), 6);
        return inPlace ? input.HardtanhInPlace(0, 6) : input.Hardtanh(0, 6);
    }
}
