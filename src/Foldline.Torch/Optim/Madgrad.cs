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
        var start = group.Momentum == 0 ? null : bucket.Quantity("x0", bucket.Parameters);
        if (options.DecoupledDecay && group.WeightDecay != 0)
            Aten.ForeachMulInPlace(bucket.Parameters, 1 - (group.LearningRate * group.WeightDecay));
        var gradients = Descent(bucket, maximize: false, options.DecoupledDecay ? 0 : group.WeightDecay);

        var squares = bucket.Quantity("grad_sum_sq");
        var sum = bucket.Quantity("s");
        // Without momentum the start follows from the state, and takes part in a decoupled decay.
        start ??= Aten.ForeachAdd(bucket.Parameters, Aten.ForeachDiv(sum, Root(squares)));

        var weight = (group.LearningRate + options.Eps) * Math.Sqrt(bucket.Step);
        Aten.ForeachAddcmulInPlace(squares, gradients, gradients, value: weight);
        Aten.ForeachAddInPlace(sum, gradients, alpha: weight);

        var target = Aten.ForeachSub(start, Aten.ForeachDiv(sum, Root(squares)));
        Aten.ForeachMulInPlace(bucket.Parameters, group.Momentum);
        Aten.ForeachAddInPlace(bucket.Parameters, target, alpha: 1 - group.Momentum);
    }

    private Tensor[] Root(Tensor[] squares)
    {
        Tensor[] root = [.. squares.Select(square => square.Pow(1.0 / 3))];
        if (options.Eps > 0)
            Aten.ForeachAddInPlace(root, options.Eps);
        else
            // An element that never had a gradient stands still.
            Array.ForEach(root, tensor => tensor.MaskedFillInPlace(tensor.Eq(0), double.PositiveInfinity));
        return root;
    }
}
