namespace Foldline.Torch.Optim;

/// <summary>
/// Resilient propagation (Riedmiller and Braun 1993), as <c>torch.optim.Rprop</c>: only the signs of gradients count. For full batches.
/// </summary>
/// <param name="groups">Parameter groups.</param>
/// <param name="options">Settings.</param>
public sealed class Rprop(IReadOnlyList<ParameterGroup> groups, RpropOptions options)
    : Optimizer(groups, new OptimizerDefaults(options.LearningRate))
{
    /// <inheritdoc/>
    protected override void Update(ParameterBucket bucket)
    {
        var gradients = Descent(bucket, options.Maximize, weightDecay: 0);
        var previous = bucket.Quantity("prev");
        var sizes = bucket.Quantity("step_size", bucket.Group.LearningRate);
        var agreement = Aten.ForeachMul(gradients, previous);
        for (var i = 0; i < sizes.Length; i++)
        {
            var turned = agreement[i].Lt(0);
            var factor = Aten.OnesLike(sizes[i]);
            factor.MaskedFillInPlace(turned, options.Shrink);
            factor.MaskedFillInPlace(agreement[i].Gt(0), options.Grow);
            sizes[i].MulInPlace(factor);
            sizes[i].ClampInPlace(options.SmallestStep, options.LargestStep);
            // Where the sign changed the element stands still, and the next step takes this gradient as 0.
            previous[i].CopyInPlace(gradients[i].MaskedFill(turned, 0));
        }

        Aten.ForeachAddcmulInPlace(bucket.Parameters, [.. previous.Select(gradient => gradient.Sign())], sizes, value: -1);
    }
}
