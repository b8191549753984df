namespace Foldline.Torch.Optim;

/// <summary>Adagrad (Duchi et al. 2011), as <c>torch.optim.Adagrad</c>.</summary>
/// <param name="groups">Parameter groups.</param>
/// <param name="options">Settings.</param>
public sealed class Adagrad(IReadOnlyList<ParameterGroup> groups, AdagradOptions options)
    : Optimizer(groups, new OptimizerDefaults(options.LearningRate, options.WeightDecay))
{
    /// <inheritdoc/>
    protected override void Update(ParameterBucket bucket)
    {
        var gradients = Descent(bucket, options.Maximize, bucket.Group.WeightDecay);
        var sum = bucket.Quantity("sum", options.InitialAccumulator);
        Aten.ForeachAddcmulInPlace(sum, gradients, gradients);
        var denominator = Aten.ForeachSqrt(sum);
        Aten.ForeachAddInPlace(denominator, options.Eps);
        var rate = bucket.Group.LearningRate / (1 + ((bucket.Step - 1) * options.LearningRateDecay));
        Aten.ForeachAddcdivInPlace(bucket.Parameters, gradients, denominator, value: -rate);
    }
}
