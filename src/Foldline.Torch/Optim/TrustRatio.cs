namespace Foldline.Torch.Optim;

/// <summary>Layer-wise rates: the norm of a parameter against the norm of its step.</summary>
internal static class TrustRatio
{
    /// <summary>A ratio for each parameter; 1 where one of the norms is 0.</summary>
    /// <param name="parameters">Parameters.</param>
    /// <param name="steps">A step or gradient for each.</param>
    /// <param name="ratio">The ratio by the norm of the parameter and the norm of the step, both above 0.</param>
    public static double[] Of(Tensor[] parameters, Tensor[] steps, Func<double, double, double> ratio)
    {
        var own = Norms(parameters);
        var other = Norms(steps);
        return [.. own.Zip(other, (parameter, step) => parameter > 0 && step > 0 ? ratio(parameter, step) : 1)];
    }

    private static double[] Norms(Tensor[] tensors) => Aten.Stack(Aten.ForeachNorm(tensors)).ToArray<double>();
}
