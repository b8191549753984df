namespace Foldline.Torch.Optim;

/// <summary>Steps by the sign of a momentum (Chen et al. 2023), as timm's <c>Lion</c>.</summary>
/// <param name="groups">Parameter groups.</param>
/// <param name="options">Settings.</param>
public sealed class Lion(IReadOnlyList<ParameterGroup> groups, LionOptions options)
    : Optimizer(groups, new OptimizerDefaults(options.LearningRate, options.WeightDecay, options.Beta1))
{
    /// <inheritdoc/>
    protected override void Update(ParameterBucket bucket)
    {
        var group = bucket.Group;
        var gradients = Descent(bucket, options.Maximize, weightDecay: 0);
        if (group.WeightDecay != 0)
            Aten.ForeachMulInPlace(bucket.Parameters, 1 - (group.LearningRate * group.WeightDecay));
        var direction = Aten.ForeachMul(bucket.Quantity("exp_avg"), group.Momentum);
        Aten.ForeachAddInPlace(direction, gradients, alpha: 1 - group.Momentum);
        Aten.ForeachAddInPlace(bucket.Parameters, [.. direction.Select(tensor => tensor.Sign())], alpha: -group.LearningRate);
        Moments.UpdateMean(bucket, gradients, options.Beta2);
    }
}
