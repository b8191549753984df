using Foldline.Torch;

namespace Foldline.Models.Layers;

/// <summary>Weights of mean 0 and variance 1 for every output channel (Qiao et al. 2019).</summary>
internal static class WeightStandardization
{
    /// <param name="weight">[out, in, height, width].</param>
    /// <param name="gain">Factor a channel [out], or null.</param>
    /// <param name="eps">Added to the variance.</param>
    public static Tensor Apply(Tensor weight, Tensor? gain, double eps)
    {
        using var scope = new TensorScope();
        var flat = weight.Reshape([1, weight.Size(0), -1]);
        var standardized = flat.BatchNorm(gain, null, null, null, training: true, momentum: 0, eps, cudnnEnabled: true);
        return scope.Keep(standardized.View(weight.Shape));
    }
}
