using Foldline.Torch.Bridge;

namespace Foldline.Torch.Optim;

/// <summary>Stochastic gradient descent with momentum, as <c>torch.optim.SGD</c> (Sutskever et al. 2013).</summary>
public sealed class Sgd : Optimizer
{
    private readonly SgdOptions options;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="groups">Parameter groups.</param>
    /// <param name="options">Settings.</param>
    /// <exception cref="ArgumentException">Nesterov without momentum or with dampening.</exception>
    public Sgd(IReadOnlyList<ParameterGroup> groups, SgdOptions options)
        : base(groups, new OptimizerDefaults(options.LearningRate, options.WeightDecay, options.Momentum))
    {
        if (options.Nesterov && (options.Momentum <= 0 || options.Dampening != 0))
            throw new ArgumentException("Nesterov momentum needs a momentum and no dampening.", nameof(options));
        this.options = options;
    }

    /// <inheritdoc/>
    protected override void Update(ParameterBucket bucket)
    {
        if (options.Fused && TryFused(bucket))
            return;
        var direction = Descent(bucket, options.Maximize, bucket.Group.WeightDecay);
        var momentum = bucket.Group.Momentum;
        if (momentum != 0)
            direction = AddMomentum(bucket, direction, momentum);
        Aten.ForeachAddInPlace(bucket.Parameters, direction, alpha: -bucket.Group.LearningRate);
    }

    private Tensor[] AddMomentum(ParameterBucket bucket, Tensor[] direction, double momentum)
    {
        // The first direction enters undamped: the buffer starts as a copy of it.
        var buffer = bucket.Quantity("momentum_buffer");
        Aten.ForeachMulInPlace(buffer, momentum);
        Aten.ForeachAddInPlace(buffer, direction, alpha: bucket.Step == 1 ? 1 : 1 - options.Dampening);
        return options.Nesterov ? Aten.ForeachAdd(direction, buffer, alpha: momentum) : buffer;
    }

    private bool TryFused(ParameterBucket bucket)
    {
        var step = new FusedSgdStep
        {
            Sign = options.Maximize ? -1 : 1,
            L2 = bucket.Group.WeightDecay,
            LearningRate = bucket.Group.LearningRate,
            Momentum = bucket.Group.Momentum,
            Keep = bucket.Step == 1 ? 1 : 1 - options.Dampening,
            Current = options.Nesterov ? 1 : 0,
            Ahead = options.Nesterov ? bucket.Group.Momentum : 1,
        };
        return step.TryApply(bucket.Parameters, bucket.Gradients, bucket.Group.Momentum == 0 ? null : bucket.Quantity("momentum_buffer"));
    }
}
