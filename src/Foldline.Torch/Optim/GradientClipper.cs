using Foldline.Torch.Bridge;

namespace Foldline.Torch.Optim;

/// <summary>Limits gradients before an optimizer's step, as <c>torch.nn.utils.clip_grad_norm_</c> and <c>clip_grad_value_</c>.</summary>
/// <param name="parameters">Parameters whose gradients are limited; those without one are left out.</param>
public sealed class GradientClipper(IReadOnlyList<Tensor> parameters)
{
    // Keeps the factor below 1 by what PyTorch adds, so that the clipped norm agrees with PyTorch's.
    private const double NormEps = 1e-6;

    private readonly GradientSlots slots = new(parameters);

    /// <summary>Scales all gradients by min(1, <paramref name="maxNorm"/> / (norm + 1e-6)), the norm taken over all of them together.</summary>
    /// <param name="maxNorm">Largest norm allowed.</param>
    /// <param name="normType">Order of the norm: 2, 1, any positive number, or infinity.</param>
    /// <returns>The norm before clipping; not finite when a gradient is not.</returns>
    public double ByNorm(double maxNorm, double normType = 2) => WithGradients(gradients =>
    {
        if (gradients.Length == 0)
            return 0;
        var norm = Aten.Stack(Aten.ForeachNorm(gradients, normType)).LinalgVectorNorm(normType).ToDouble();
        var factor = maxNorm / (norm + NormEps);
        // Written so that a factor that is not a number reaches the gradients, where a check for such numbers finds it.
        if (!(factor >= 1))
            Aten.ForeachMulInPlace(gradients, factor);
        return norm;
    });

    /// <summary>Limits every element to [-<paramref name="limit"/>, <paramref name="limit"/>].</summary>
    /// <param name="limit">Largest absolute value allowed.</param>
    public void ByValue(double limit) => WithGradients(gradients =>
    {
        foreach (var gradient in gradients)
            gradient.ClampInPlace(-limit, limit);
        return 0;
    });

    private double WithGradients(Func<Tensor[], double> work)
    {
        using var noGrad = GradMode.NoGrad();
        using var scope = new TensorScope();
        slots.Read();
        try
        {
            return work([.. Enumerable.Range(0, parameters.Count).Select(number => slots[number]).OfType<Tensor>()]);
        }
        finally
        {
            slots.Release();
        }
    }
}
