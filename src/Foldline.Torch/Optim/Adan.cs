namespace Foldline.Torch.Optim;

/// <summary>Adaptive Nesterov momentum (Xie et al. 2022), as timm's <c>Adan</c>.</summary>
/// <param name="groups">Parameter groups.</param>
/// <param name="options">Settings.</param>
public sealed class Adan(IReadOnlyList<ParameterGroup> groups, AdanOptions options)
    : Optimizer(groups, new OptimizerDefaults(options.LearningRate, options.WeightDecay, options.Beta1))
{
    /// <inheritdoc/>
    protected override void Update(ParameterBucket bucket)
    {
        var group = bucket.Group;
        var gradients = bucket.Gradients;
        var previous = bucket.Quantity("pre_grad", gradients);
        var difference = Aten.ForeachSub(gradients, previous);
        var mean = Moments.UpdateMean(bucket, gradients, group.Momentum);
        var differenceMean = bucket.Quantity("exp_avg_diff");
        Aten.ForeachMulInPlace(differenceMean, options.Beta2);
        Aten.ForeachAddInPlace(differenceMean, difference, alpha: 1 - options.Beta2);
        var square = Moments.UpdateSquare(bucket, Aten.ForeachAdd(gradients, difference, alpha: options.Beta2), options.Beta3);

        var denominator = Aten.ForeachSqrt(square);
        Aten.ForeachDivInPlace(denominator, Math.Sqrt(1 - Math.Pow(options.Beta3, bucket.Step)));
        Aten.ForeachAddInPlace(denominator, options.Eps);
        if (options.DecayBefore)
            Aten.ForeachMulInPlace(bucket.Parameters, 1 - (group.LearningRate * group.WeightDecay));
        Aten.ForeachAddcdivInPlace(bucket.Parameters, mean, denominator, value: -group.LearningRate / (1 - Math.Pow(group.Momentum, bucket.Step)));
        Aten.ForeachAddcdivInPlace(bucket.Parameters, differenceMean, denominator, value: -group.LearningRate * options.Beta2 / (1 - Math.Pow(options.Beta2, bucket.Step)));
        if (!options.DecayBefore)
            Aten.ForeachDivInPlace(bucket.Parameters, 1 + (group.LearningRate * group.WeightDecay));

        for (var i = 0; i < previous.Length; i++)
            previous[i].CopyInPlace(gradients[i]);
    }
}
