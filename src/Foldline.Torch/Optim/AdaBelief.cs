namespace Foldline.Torch.Optim;

/// <summary>Adam by the variance of gradients around their mean (Zhuang et al. 2020), as timm's <c>AdaBelief</c>.</summary>
/// <param name="groups">Parameter groups.</param>
/// <param name="options">Settings.</param>
public sealed class AdaBelief(IReadOnlyList<ParameterGroup> groups, AdaBeliefOptions options)
    : Optimizer(groups, new OptimizerDefaults(options.LearningRate, options.WeightDecay, options.Beta1))
{
    /// <inheritdoc/>
    protected override void Update(ParameterBucket bucket)
    {
        var group = bucket.Group;
        if (options.DecoupledDecay && group.WeightDecay != 0)
            Aten.ForeachMulInPlace(bucket.Parameters, 1 - (group.WeightDecay * (options.FixedDecay ? 1 : group.LearningRate)));
        var gradients = Descent(bucket, maximize: false, options.DecoupledDecay ? 0 : group.WeightDecay);
        var mean = Moments.UpdateMean(bucket, gradients, group.Momentum);
        var variance = UpdateVariance(bucket, Aten.ForeachSub(gradients, mean));
        // The eps stays in the running variance: as the authors' code, unlike their paper.
        Aten.ForeachAddInPlace(variance, options.Eps);
        var largest = options.AmsGrad ? UpdateLargest(bucket, variance) : variance;

        var firstCorrection = 1 - Math.Pow(group.Momentum, bucket.Step);
        if (!options.Rectify)
            Adapt(bucket, mean, Root(largest, 1 - Math.Pow(options.Beta2, bucket.Step)), group.LearningRate / firstCorrection);
        else if (Rectification.At(bucket.Step, options.Beta2) is { } factor)
            Adapt(bucket, mean, Root(variance, 1), group.LearningRate * factor / firstCorrection);
        else if (options.DegenerateToSgd)
            Aten.ForeachAddInPlace(bucket.Parameters, mean, alpha: -group.LearningRate / firstCorrection);
    }

    private static void Adapt(ParameterBucket bucket, Tensor[] mean, Tensor[] root, double stepSize) =>
        Aten.ForeachAddcdivInPlace(bucket.Parameters, mean, root, value: -stepSize);

    private Tensor[] UpdateVariance(ParameterBucket bucket, Tensor[] residuals)
    {
        var variance = bucket.Quantity("exp_avg_var");
        Aten.ForeachMulInPlace(variance, options.Beta2);
        Aten.ForeachAddcmulInPlace(variance, residuals, residuals, value: 1 - options.Beta2);
        return variance;
    }

    private static Tensor[] UpdateLargest(ParameterBucket bucket, Tensor[] variance)
    {
        var largest = bucket.Quantity("max_exp_avg_var");
        for (var i = 0; i < largest.Length; i++)
            largest[i].CopyInPlace(largest[i].Maximum(variance[i]));
        return largest;
    }

    private Tensor[] Root(Tensor[] variance, double correction)
    {
        var root = Aten.ForeachSqrt(variance);
        Aten.ForeachDivInPlace(root, Math.Sqrt(correction));
        Aten.ForeachAddInPlace(root, options.Eps);
        return root;
    }
}
