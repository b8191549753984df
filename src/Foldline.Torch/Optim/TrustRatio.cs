namespace Foldline.Torch.Optim;

/// <summary>Layer-wise rates: the norm of a parameter against the norm of its step.</summary>
internal static class TrustRatio
{
    /// <summary>A ratio for each parameter; 1 where one of the norms is 0.</summary>
    /// <param name="parameters">Parameters.</param>
    /// <param name="steps">A step or gradient for each.</param>
    /// <param name="ratio">The ratio by the norm of the parameter and the norm of the step, both above 0.</param>
    /// <param name="clip">Limits any ratio, also that of 1; null = no limit.</param>
    public static double[] Of(Tensor[] parameters, Tensor[] steps, Func<double, double, double> ratio, Func<double, double>? clip = null)
    {
        var own = Norms(parameters);
        var other = Norms(steps);
        var ratios = own.Zip(other, (parameter, step) => parameter > 0 && step > 0 ? ratio(parameter, step) : 1);
        return [.. clip is null ? ratios : ratios.Select(clip)];
    }

    private static double[] Norms(Tensor[] tensors) => Aten.Stack(Aten.ForeachNorm(tensors)).ToArray<double>();
}
