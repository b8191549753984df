using Foldline.Torch.Bridge;

namespace Foldline.Torch.Optim;

/// <summary>Adam (Kingma and Ba 2015), as <c>torch.optim.Adam</c>: the weight decay is an L2 penalty on the loss.</summary>
public class Adam : Optimizer
{
    private readonly AdamOptions options;
    private readonly bool decoupled;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="groups">Parameter groups.</param>
    /// <param name="options">Settings.</param>
    public Adam(IReadOnlyList<ParameterGroup> groups, AdamOptions options)
        : this(groups, options, options.WeightDecay ?? 0, decoupled: false)
    {
    }

    private protected Adam(IReadOnlyList<ParameterGroup> groups, AdamOptions options, double weightDecay, bool decoupled)
        : base(groups, new OptimizerDefaults(options.LearningRate, weightDecay, options.Beta1))
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(options.Beta1, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(options.Beta2, 1);
        this.options = options;
        this.decoupled = decoupled;
    }

    /// <inheritdoc/>
    protected override void Update(ParameterBucket bucket)
    {
        if (options.Fused && TryFused(bucket))
            return;
        var group = bucket.Group;
        if (decoupled && group.WeightDecay != 0)
            Aten.ForeachMulInPlace(bucket.Parameters, 1 - (group.LearningRate * group.WeightDecay));
        var gradients = Descent(bucket, options.Maximize, decoupled ? 0 : group.WeightDecay);

        var mean = Moments.UpdateMean(bucket, gradients, group.Momentum);
        var square = Moments.UpdateSquare(bucket, gradients, options.Beta2);
        if (options.AmsGrad)
            square = Moments.UpdateLargest(bucket, square);

        var denominator = Aten.ForeachSqrt(square);
        Aten.ForeachDivInPlace(denominator, Math.Sqrt(1 - Math.Pow(options.Beta2, bucket.Step)));
        Aten.ForeachAddInPlace(denominator, options.Eps);
        var stepSize = group.LearningRate / (1 - Math.Pow(group.Momentum, bucket.Step));
        Aten.ForeachAddcdivInPlace(bucket.Parameters, mean, denominator, value: -stepSize);
    }

    private bool TryFused(ParameterBucket bucket)
    {
        var group = bucket.Group;
        var step = new FusedAdamStep
        {
            Sign = options.Maximize ? -1 : 1,
            L2 = decoupled ? 0 : group.WeightDecay,
            Shrink = decoupled ? 1 - (group.LearningRate * group.WeightDecay) : 1,
            Beta1 = group.Momentum,
            Beta2 = options.Beta2,
            Eps = options.Eps,
            StepSize = group.LearningRate / (1 - Math.Pow(group.Momentum, bucket.Step)),
            SecondRoot = Math.Sqrt(1 - Math.Pow(options.Beta2, bucket.Step)),
        };
        return step.TryApply(
            bucket.Parameters, bucket.Gradients, bucket.Quantity("exp_avg"), bucket.Quantity("exp_avg_sq"), options.AmsGrad ? bucket.Quantity("max_exp_avg_sq") : null);
    }
}
