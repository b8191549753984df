namespace Foldline.Torch.Optim;

/// <summary>Adam with Nesterov momentum (Dozat 2016), as <c>torch.optim.NAdam</c> of PyTorch 2.</summary>
/// <param name="groups">Parameter groups.</param>
/// <param name="options">Settings.</param>
public sealed class NAdam(IReadOnlyList<ParameterGroup> groups, NAdamOptions options)
    : Optimizer(groups, new OptimizerDefaults(options.LearningRate, options.WeightDecay, options.Beta1))
{
    /// <inheritdoc/>
    protected override void Update(ParameterBucket bucket)
    {
        var group = bucket.Group;
        var gradients = Descent(bucket, maximize: false, group.WeightDecay);
        var mean = Moments.UpdateMean(bucket, gradients, group.Momentum);
        var square = Moments.UpdateSquare(bucket, gradients, options.Beta2);

        var mu = Mu(group.Momentum, bucket.Step);
        var nextMu = Mu(group.Momentum, bucket.Step + 1);
        // PyTorch keeps the running product in single precision.
        var product = (double)((float)bucket.Number("mu_product", 1) * (float)mu);
        bucket.SetNumber("mu_product", product);

        var nextProduct = options.AsTorch113 ? (float)product * (float)mu * (float)nextMu : product * nextMu;
        var denominator = Aten.ForeachSqrt(square);
        Aten.ForeachDivInPlace(denominator, Math.Sqrt(1 - Math.Pow(options.Beta2, bucket.Step)));
        Aten.ForeachAddInPlace(denominator, options.Eps);
        Aten.ForeachAddcdivInPlace(bucket.Parameters, gradients, denominator, value: -group.LearningRate * (1 - mu) / (1 - product));
        Aten.ForeachAddcdivInPlace(bucket.Parameters, mean, denominator, value: -group.LearningRate * nextMu / (1 - nextProduct));
    }

    private double Mu(double beta, long step) => beta * (1 - (0.5 * Math.Pow(0.96, step * options.MomentumDecay)));
}
