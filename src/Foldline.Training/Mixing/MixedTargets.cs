using Foldline.Torch;

namespace Foldline.Training.Mixing;

/// <summary>Targets of mixed images, as shares of classes.</summary>
public static class MixedTargets
{
    /// <summary>λ·target + (1 − λ)·partner's, the partners being the batch from its end. Definition: timm's <c>mixup_target</c>.</summary>
    /// <param name="target">Class numbers [N], or shares [N, K].</param>
    /// <param name="classes">K.</param>
    /// <param name="lambda">λ, in [0, 1].</param>
    /// <param name="smoothing">s: class numbers become 1 − s + s/K for the class and s/K for the others.</param>
    /// <returns>[N, K] in float32.</returns>
    public static Tensor Mix(Tensor target, long classes, double lambda, double smoothing = 0)
    {
        using var scope = new TensorScope();
        var shares = Shares(target, classes, smoothing);
        return scope.Keep((shares * lambda) + (shares.Flip([0]) * (1 - lambda)));
    }

    /// <summary>As <see cref="Mix(Tensor, long, double, double)"/>, with a λ for each sample.</summary>
    /// <param name="target">Class numbers [N], or shares [N, K].</param>
    /// <param name="classes">K.</param>
    /// <param name="lambdas">λ of each sample [N].</param>
    /// <param name="smoothing">s: class numbers become 1 − s + s/K for the class and s/K for the others.</param>
    /// <returns>[N, K] in float32.</returns>
    public static Tensor Mix(Tensor target, long classes, ReadOnlySpan<float> lambdas, double smoothing = 0)
    {
        using var scope = new TensorScope();
        var shares = Shares(target, classes, smoothing);
        var lambda = Tensor.FromArray(lambdas, lambdas.Length, 1).To(shares.Device);
        return scope.Keep((shares * lambda) + (shares.Flip([0]) * (1 - lambda)));
    }

    private static Tensor Shares(Tensor target, long classes, double smoothing)
    {
        if (target.Rank == 2)
            return target.To(DType.Float32);
        var off = smoothing / classes;
        var shares = Aten.Full([target.Size(0), classes], off, DType.Float32, device: target.Device);
        return shares.ScatterInPlace(1, target.To(DType.Int64).Unsqueeze(1), 1 - smoothing + off);
    }
}
