namespace Foldline.Torch.Optim;

/// <summary>SGD with layer-wise rates for large batches (You et al. 2017), as timm's <c>Lars</c>.</summary>
public sealed class Lars : Optimizer
{
    private readonly LarsOptions options;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="groups">Parameter groups.</param>
    /// <param name="options">Settings.</param>
    /// <exception cref="ArgumentException">Nesterov without momentum or with dampening.</exception>
    public Lars(IReadOnlyList<ParameterGroup> groups, LarsOptions options)
        : base(groups, new OptimizerDefaults(options.LearningRate, options.WeightDecay, options.Momentum))
    {
        if (options.Nesterov && (options.Momentum <= 0 || options.Dampening != 0))
            throw new ArgumentException("Nesterov momentum needs a momentum and no dampening.", nameof(options));
        this.options = options;
    }

    /// <inheritdoc/>
    protected override void Update(ParameterBucket bucket)
    {
        var group = bucket.Group;
        var direction = bucket.Gradients;
        if (group.WeightDecay != 0 || options.AlwaysAdapt)
        {
            var ratios = TrustRatio.Of(bucket.Parameters, bucket.Gradients, (parameter, gradient) => Ratio(group, parameter, gradient), options.ClipTrust ? ratio => Math.Min(ratio / group.LearningRate, 1) : null);
            direction = Aten.ForeachAdd(direction, bucket.Parameters, alpha: group.WeightDecay);
            Aten.ForeachMulInPlace(direction, ratios);
        }

        if (group.Momentum != 0)
        {
            var buffer = bucket.Quantity("momentum_buffer");
            Aten.ForeachMulInPlace(buffer, group.Momentum);
            Aten.ForeachAddInPlace(buffer, direction, alpha: bucket.Step == 1 ? 1 : 1 - options.Dampening);
            direction = options.Nesterov ? Aten.ForeachAdd(direction, buffer, alpha: group.Momentum) : buffer;
        }

        Aten.ForeachAddInPlace(bucket.Parameters, direction, alpha: -group.LearningRate);
    }

    private double Ratio(ParameterGroup group, double parameter, double gradient) =>
        options.TrustCoefficient * parameter / (gradient + (parameter * group.WeightDecay) + options.Eps);
}
