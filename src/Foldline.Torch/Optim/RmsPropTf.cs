namespace Foldline.Torch.Optim;

/// <summary>
/// RMSprop as TensorFlow computes it and timm's <c>RMSpropTF</c> after it: the mean square starts at 1, eps is below the root, and the
/// learning rate enters the momentum.
/// </summary>
/// <param name="groups">Parameter groups.</param>
/// <param name="options">Settings.</param>
public sealed class RmsPropTf(IReadOnlyList<ParameterGroup> groups, RmsPropTfOptions options)
    : Optimizer(groups, new OptimizerDefaults(options.LearningRate, options.WeightDecay, options.Momentum))
{
    /// <inheritdoc/>
    protected override void Update(ParameterBucket bucket)
    {
        var group = bucket.Group;
        if (options.DecoupledDecay && group.WeightDecay != 0)
            Aten.ForeachMulInPlace(bucket.Parameters, 1 - (group.LearningRate * group.WeightDecay));
        var gradients = Descent(bucket, maximize: false, options.DecoupledDecay ? 0 : group.WeightDecay);
        var denominator = Denominator(bucket, gradients);
        if (group.Momentum == 0)
        {
            Aten.ForeachAddcdivInPlace(bucket.Parameters, gradients, denominator, value: -group.LearningRate);
            return;
        }

        var buffer = bucket.Quantity("momentum_buffer");
        Aten.ForeachMulInPlace(buffer, group.Momentum);
        Aten.ForeachAddcdivInPlace(buffer, gradients, denominator, value: options.RateInMomentum ? group.LearningRate : 1);
        Aten.ForeachAddInPlace(bucket.Parameters, buffer, alpha: options.RateInMomentum ? -1 : -group.LearningRate);
    }

    private Tensor[] Denominator(ParameterBucket bucket, Tensor[] gradients)
    {
        var square = bucket.Quantity("square_avg", 1);
        Approach(square, Aten.ForeachMul(gradients, gradients));
        var variance = options.Centered ? Variance(bucket, gradients, square) : square;
        var root = Aten.ForeachAdd(variance, options.Eps);
        Aten.ForeachSqrtInPlace(root);
        return root;
    }

    private Tensor[] Variance(ParameterBucket bucket, Tensor[] gradients, Tensor[] square)
    {
        var mean = bucket.Quantity("grad_avg");
        Approach(mean, gradients);
        return Aten.ForeachAddcmul(square, mean, mean, value: -1);
    }

    private void Approach(Tensor[] mean, Tensor[] values) =>
        Aten.ForeachAddInPlace(mean, Aten.ForeachSub(values, mean), alpha: 1 - options.Alpha);
}
