namespace Foldline.Torch.Optim;

/// <summary>Rectified Adam (Liu et al. 2020), as <c>torch.optim.RAdam</c>.</summary>
/// <param name="groups">Parameter groups.</param>
/// <param name="options">Settings.</param>
public sealed class RAdam(IReadOnlyList<ParameterGroup> groups, RAdamOptions options)
    : Optimizer(groups, new OptimizerDefaults(options.LearningRate, options.WeightDecay, options.Beta1))
{
    // Below this length of the moving average its variance is not tractable, and the step is not adapted.
    private const double ShortestLength = 5;

    /// <inheritdoc/>
    protected override void Update(ParameterBucket bucket)
    {
        var gradients = Descent(bucket, maximize: false, bucket.Group.WeightDecay);
        var mean = Moments.UpdateMean(bucket, gradients, bucket.Group.Momentum);
        var square = Moments.UpdateSquare(bucket, gradients, options.Beta2);
        var stepSize = bucket.Group.LearningRate / (1 - Math.Pow(bucket.Group.Momentum, bucket.Step));
        var secondCorrection = 1 - Math.Pow(options.Beta2, bucket.Step);
        var longest = (2 / (1 - options.Beta2)) - 1;
        var length = longest - (2 * bucket.Step * (1 - secondCorrection) / secondCorrection);
        if (length <= ShortestLength)
        {
            Aten.ForeachAddInPlace(bucket.Parameters, mean, alpha: -stepSize);
            return;
        }

        var rectification = Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
        var denominator = Aten.ForeachSqrt(square);
        Aten.ForeachAddInPlace(denominator, options.Eps);
        Aten.ForeachAddcdivInPlace(bucket.Parameters, mean, denominator, value: -stepSize * rectification * Math.Sqrt(secondCorrection));
    }
}
