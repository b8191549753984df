namespace Foldline.Torch.Optim;

/// <summary>Adam with layer-wise rates for large batches (You et al. 2020), as timm's <c>Lamb</c>.</summary>
/// <param name="groups">Parameter groups.</param>
/// <param name="options">Settings.</param>
public sealed class Lamb(IReadOnlyList<ParameterGroup> groups, LambOptions options)
    : Optimizer(groups, new OptimizerDefaults(options.LearningRate, options.WeightDecay, options.Beta1))
{
    private double gradientFactor = 1;

    /// <inheritdoc/>
    protected override void BeginStep()
    {
        if (options.MaxGradientNorm > 0)
            gradientFactor = 1.0 / Math.Max(1, Norm() / (float)options.MaxGradientNorm);
    }

    /// <inheritdoc/>
    protected override void Update(ParameterBucket bucket)
    {
        var group = bucket.Group;
        var gradients = gradientFactor == 1 ? bucket.Gradients : Aten.ForeachMul(bucket.Gradients, gradientFactor);
        var mean = bucket.Quantity("exp_avg");
        Aten.ForeachMulInPlace(mean, group.Momentum);
        Aten.ForeachAddInPlace(mean, gradients, alpha: options.AverageGradients ? 1 - group.Momentum : 1);
        var square = Moments.UpdateSquare(bucket, gradients, options.Beta2);

        var denominator = Aten.ForeachSqrt(square);
        Aten.ForeachDivInPlace(denominator, Math.Sqrt(Correction(options.Beta2, bucket.Step)));
        Aten.ForeachAddInPlace(denominator, options.Eps);
        var step = Aten.ForeachDiv(mean, denominator);
        Aten.ForeachDivInPlace(step, Correction(group.Momentum, bucket.Step));
        if (group.WeightDecay != 0)
            Aten.ForeachAddInPlace(step, bucket.Parameters, alpha: group.WeightDecay);
        if (group.WeightDecay != 0 || options.AlwaysAdapt)
            Aten.ForeachMulInPlace(step, TrustRatio.Of(bucket.Parameters, step, (parameter, length) => parameter / length, options.ClipTrust ? ratio => Math.Min(ratio, 1) : null));
        Aten.ForeachAddInPlace(bucket.Parameters, step, alpha: -group.LearningRate);
    }

    // In single precision for any parameters, as timm: what comes after it does not depend on the last digits.
    private float Norm()
    {
        Tensor[] gradients = [.. Groups.SelectMany(group => group.Parameters).Select(parameter => parameter.Grad).OfType<Tensor>()];
        if (gradients.Length == 0)
            return 0;
        var squares = Aten.ForeachMul(gradients, gradients).Select(square => square.Sum());
        return MathF.Sqrt(Aten.Stack([.. squares]).ToArray<double>().Aggregate(0f, (sum, square) => sum + (float)square));
    }

    private double Correction(double beta, long step) => options.BiasCorrection ? 1 - Math.Pow(beta, step) : 1;
}
