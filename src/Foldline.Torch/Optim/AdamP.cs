namespace Foldline.Torch.Optim;

/// <summary>
/// Adam that does not grow the norm of scale-invariant weights (Heo et al. 2021), as timm's <c>AdamP</c>: where a gradient is nearly at a
/// right angle to its parameter, by output channel or by layer, the part of the step along the parameter is taken out.
/// </summary>
/// <param name="groups">Parameter groups.</param>
/// <param name="options">Settings.</param>
public sealed class AdamP(IReadOnlyList<ParameterGroup> groups, AdamPOptions options)
    : Optimizer(groups, new OptimizerDefaults(options.LearningRate, options.WeightDecay, options.Beta1))
{
    /// <inheritdoc/>
    protected override void Update(ParameterBucket bucket)
    {
        var group = bucket.Group;
        var mean = Moments.UpdateMean(bucket, bucket.Gradients, group.Momentum);
        var square = Moments.UpdateSquare(bucket, bucket.Gradients, options.Beta2);
        var denominator = Aten.ForeachSqrt(square);
        Aten.ForeachDivInPlace(denominator, Math.Sqrt(1 - Math.Pow(options.Beta2, bucket.Step)));
        Aten.ForeachAddInPlace(denominator, options.Eps);
        var steps = Aten.ForeachDiv(options.Nesterov ? Ahead(bucket, mean) : mean, denominator);

        var kept = new double[steps.Length];
        for (var i = 0; i < steps.Length; i++)
        {
            var isProjected = bucket.Parameters[i].Shape.Length > 1 && TryProject(bucket.Parameters[i], bucket.Gradients[i], steps[i]);
            kept[i] = 1 - (group.LearningRate * group.WeightDecay * (isProjected ? options.DecayRatio : 1));
        }

        if (group.WeightDecay != 0)
            Aten.ForeachMulInPlace(bucket.Parameters, kept);
        Aten.ForeachAddInPlace(bucket.Parameters, steps, alpha: -group.LearningRate / (1 - Math.Pow(group.Momentum, bucket.Step)));
    }

    private static Tensor[] Ahead(ParameterBucket bucket, Tensor[] mean)
    {
        var ahead = Aten.ForeachMul(mean, bucket.Group.Momentum);
        Aten.ForeachAddInPlace(ahead, bucket.Gradients, alpha: 1 - bucket.Group.Momentum);
        return ahead;
    }

    private bool TryProject(Tensor parameter, Tensor gradient, Tensor step)
    {
        foreach (var rows in new[] { parameter.Shape[0], 1 })
        {
            var flat = parameter.Reshape([rows, -1]);
            if (LargestCosine(flat, gradient.Reshape([rows, -1])) >= options.Delta / Math.Sqrt(flat.Shape[1]))
                continue;
            var unit = flat / (flat.LinalgVectorNorm(2, [1], keepdim: true) + options.Eps);
            var along = (unit * step.Reshape([rows, -1])).Sum([1], keepdim: true);
            step.SubInPlace((unit * along).Reshape(parameter.Shape));
            return true;
        }

        return false;
    }

    private double LargestCosine(Tensor a, Tensor b)
    {
        var norms = a.LinalgVectorNorm(2, [1]).ClampMin(options.Eps) * b.LinalgVectorNorm(2, [1]).ClampMin(options.Eps);
        return ((a * b).Sum([1]) / norms).Abs().Max().ToDouble();
    }
}
