namespace Foldline.Torch.Optim;

/// <summary>Adam by the infinity norm (Kingma and Ba 2015), as <c>torch.optim.Adamax</c>.</summary>
/// <param name="groups">Parameter groups.</param>
/// <param name="options">Settings.</param>
public sealed class Adamax(IReadOnlyList<ParameterGroup> groups, AdamaxOptions options)
    : Optimizer(groups, new OptimizerDefaults(options.LearningRate, options.WeightDecay, options.Beta1))
{
    /// <inheritdoc/>
    protected override void Update(ParameterBucket bucket)
    {
        var gradients = Descent(bucket, maximize: false, bucket.Group.WeightDecay);
        var mean = Moments.UpdateMean(bucket, gradients, bucket.Group.Momentum);
        var largest = bucket.Quantity("exp_inf");
        Aten.ForeachMulInPlace(largest, options.Beta2);
        var size = Aten.ForeachAbs(gradients);
        Aten.ForeachAddInPlace(size, options.Eps);
        for (var i = 0; i < largest.Length; i++)
            largest[i].CopyInPlace(largest[i].Maximum(size[i]));
        var stepSize = bucket.Group.LearningRate / (1 - Math.Pow(bucket.Group.Momentum, bucket.Step));
        Aten.ForeachAddcdivInPlace(bucket.Parameters, mean, largest, value: -stepSize);
    }
}
