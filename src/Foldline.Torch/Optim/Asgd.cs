namespace Foldline.Torch.Optim;

/// <summary>Averaged stochastic gradient descent (Polyak and Juditsky 1992), as <c>torch.optim.ASGD</c>; the average is the state <c>ax</c>.</summary>
/// <param name="groups">Parameter groups.</param>
/// <param name="options">Settings.</param>
public sealed class Asgd(IReadOnlyList<ParameterGroup> groups, AsgdOptions options)
    : Optimizer(groups, new OptimizerDefaults(options.LearningRate, options.WeightDecay))
{
    /// <inheritdoc/>
    protected override void Update(ParameterBucket bucket)
    {
        var gradients = Descent(bucket, options.Maximize, bucket.Group.WeightDecay);
        var rate = bucket.Group.LearningRate;
        // PyTorch keeps both numbers in single precision.
        var eta = (float)bucket.Number("eta", rate);
        var mu = (float)bucket.Number("mu", 1);
        Aten.ForeachMulInPlace(bucket.Parameters, 1 - (options.Lambda * eta));
        Aten.ForeachAddInPlace(bucket.Parameters, gradients, alpha: -eta);

        var average = bucket.Quantity("ax");
        if (mu == 1)
        {
            for (var i = 0; i < average.Length; i++)
                average[i].CopyInPlace(bucket.Parameters[i]);
        }
        else
        {
            Aten.ForeachAddInPlace(average, Aten.ForeachSub(bucket.Parameters, average), alpha: mu);
        }

        bucket.SetNumber("eta", (float)(rate / Math.Pow(1 + (options.Lambda * rate * bucket.Step), options.Alpha)));
        bucket.SetNumber("mu", (float)(1 / Math.Max(1, bucket.Step - options.AverageFrom)));
    }
}
