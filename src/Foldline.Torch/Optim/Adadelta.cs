namespace Foldline.Torch.Optim;

/// <summary>Adadelta (Zeiler 2012), as <c>torch.optim.Adadelta</c>.</summary>
/// <param name="groups">Parameter groups.</param>
/// <param name="options">Settings.</param>
public sealed class Adadelta(IReadOnlyList<ParameterGroup> groups, AdadeltaOptions options)
    : Optimizer(groups, new OptimizerDefaults(options.LearningRate, options.WeightDecay))
{
    /// <inheritdoc/>
    protected override void Update(ParameterBucket bucket)
    {
        var gradients = Descent(bucket, maximize: false, bucket.Group.WeightDecay);
        var square = bucket.Quantity("square_avg");
        UpdateMean(square, gradients);

        var steps = bucket.Quantity("acc_delta");
        var delta = Root(steps);
        Aten.ForeachDivInPlace(delta, Root(square));
        Aten.ForeachMulInPlace(delta, gradients);
        UpdateMean(steps, delta);
        Aten.ForeachAddInPlace(bucket.Parameters, delta, alpha: -bucket.Group.LearningRate);
    }

    private void UpdateMean(Tensor[] mean, Tensor[] values)
    {
        Aten.ForeachMulInPlace(mean, options.Rho);
        Aten.ForeachAddcmulInPlace(mean, values, values, value: 1 - options.Rho);
    }

    private Tensor[] Root(Tensor[] values)
    {
        var root = Aten.ForeachAdd(values, options.Eps);
        Aten.ForeachSqrtInPlace(root);
        return root;
    }
}
