namespace Foldline.Torch.Optim;

/// <summary>RMSprop (Hinton 2012; centred as in Graves 2013), as <c>torch.optim.RMSprop</c>.</summary>
/// <param name="groups">Parameter groups.</param>
/// <param name="options">Settings.</param>
public sealed class RmsProp(IReadOnlyList<ParameterGroup> groups, RmsPropOptions options)
    : Optimizer(groups, new OptimizerDefaults(options.LearningRate, options.WeightDecay, options.Momentum))
{
    /// <inheritdoc/>
    protected override void Update(ParameterBucket bucket)
    {
        var gradients = Descent(bucket, options.Maximize, bucket.Group.WeightDecay);
        var denominator = Denominator(bucket, gradients);
        var rate = bucket.Group.LearningRate;
        if (bucket.Group.Momentum == 0)
        {
            Aten.ForeachAddcdivInPlace(bucket.Parameters, gradients, denominator, value: -rate);
            return;
        }

        var buffer = bucket.Quantity("momentum_buffer");
        Aten.ForeachMulInPlace(buffer, bucket.Group.Momentum);
        Aten.ForeachAddcdivInPlace(buffer, gradients, denominator);
        Aten.ForeachAddInPlace(bucket.Parameters, buffer, alpha: -rate);
    }

    private Tensor[] Denominator(ParameterBucket bucket, Tensor[] gradients)
    {
        var square = bucket.Quantity("square_avg");
        Aten.ForeachMulInPlace(square, options.Alpha);
        Aten.ForeachAddcmulInPlace(square, gradients, gradients, value: 1 - options.Alpha);
        var result = options.Centered ? Variance(bucket, gradients, square) : Aten.ForeachSqrt(square);
        if (options.Centered)
            Aten.ForeachSqrtInPlace(result);
        Aten.ForeachAddInPlace(result, options.Eps);
        return result;
    }

    private Tensor[] Variance(ParameterBucket bucket, Tensor[] gradients, Tensor[] square)
    {
        var mean = bucket.Quantity("grad_avg");
        Aten.ForeachMulInPlace(mean, options.Alpha);
        Aten.ForeachAddInPlace(mean, gradients, alpha: 1 - options.Alpha);
        return Aten.ForeachAddcmul(square, mean, mean, value: -1);
    }
}
