namespace Foldline.Torch.Optim;

/// <summary>Rectified Adam (Liu et al. 2020), as <c>torch.optim.RAdam</c>.</summary>
/// <param name="groups">Parameter groups.</param>
/// <param name="options">Settings.</param>
public sealed class RAdam(IReadOnlyList<ParameterGroup> groups, RAdamOptions options)
    : Optimizer(groups, new OptimizerDefaults(options.LearningRate, options.WeightDecay, options.Beta1))
{
    /// <inheritdoc/>
    protected override void Update(ParameterBucket bucket)
    {
        var gradients = Descent(bucket, maximize: false, bucket.Group.WeightDecay);
        var mean = Moments.UpdateMean(bucket, gradients, bucket.Group.Momentum);
        var square = Moments.UpdateSquare(bucket, gradients, options.Beta2);
        var stepSize = bucket.Group.LearningRate / (1 - Math.Pow(bucket.Group.Momentum, bucket.Step));
        if (Rectification.At(bucket.Step, options.Beta2) is not { } factor)
        {
            Aten.ForeachAddInPlace(bucket.Parameters, mean, alpha: -stepSize);
            return;
        }

        var denominator = Aten.ForeachSqrt(square);
        Aten.ForeachAddInPlace(denominator, options.Eps);
        Aten.ForeachAddcdivInPlace(bucket.Parameters, mean, denominator, value: -stepSize * factor);
    }
}
