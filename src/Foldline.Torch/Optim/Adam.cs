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
}
