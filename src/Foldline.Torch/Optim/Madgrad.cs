namespace Foldline.Torch.Optim;

/// <summary>Momentumised dual averaging with cube roots (Defazio and Jelassi 2021), as timm's <c>MADGRAD</c>.</summary>
/// <param name="groups">Parameter groups.</param>
/// <param name="options">Settings.</param>
public sealed class Madgrad(IReadOnlyList<ParameterGroup> groups, MadgradOptions options)
    : Optimizer(groups, new OptimizerDefaults(options.LearningRate, options.WeightDecay, options.Momentum))
{
    /// <inheritdoc/>
    protected override void Update(ParameterBucket bucket)
    {
        var group = bucket.Group;
        var start = bucket.Quantity("x0", bucket.Parameters);
        if (options.DecoupledDecay && group.WeightDecay != 0)
            Aten.ForeachMulInPlace(bucket.Parameters, 1 - (group.LearningRate * group.WeightDecay));
        var gradients = Descent(bucket, maximize: false, options.DecoupledDecay ? 0 : group.WeightDecay);

        var weight = (group.LearningRate + options.Eps) * Math.Sqrt(bucket.Step);
        var squares = bucket.Quantity("grad_sum_sq");
        Aten.ForeachAddcmulInPlace(squares, gradients, gradients, value: weight);
        var sum = bucket.Quantity("s");
        Aten.ForeachAddInPlace(sum, gradients, alpha: weight);

        Tensor[] root = [.. squares.Select(square => square.Pow(1.0 / 3))];
        Aten.ForeachAddInPlace(root, options.Eps);
        var target = Aten.ForeachSub(start, Aten.ForeachDiv(sum, root));
        Aten.ForeachMulInPlace(bucket.Parameters, group.Momentum);
        Aten.ForeachAddInPlace(bucket.Parameters, target, alpha: 1 - group.Momentum);
    }
}
