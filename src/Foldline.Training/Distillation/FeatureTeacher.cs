using Foldline.Data.Loading;
using Foldline.Models;
using Foldline.Torch;
using Foldline.Training.Losses;

namespace Foldline.Training.Distillation;

/// <summary>
/// A trained network whose last feature map another one learns to have. It is frozen: it stays in evaluation mode, and no gradients reach it. It sees
/// the companions of a batch's images where the loader makes some, and then counts for images with a companion alone. Not thread-safe.
/// </summary>
public sealed class FeatureTeacher : IDisposable
{
    private readonly ImageModel model;
    private readonly ForwardContext forward;

    /// <summary>Freezes a network and takes it over.</summary>
    /// <param name="model">The teacher, on its device; disposed with this.</param>
    /// <param name="forward">Where and in which number format it runs.</param>
    /// <param name="weight">Factor of the distance in the loss.</param>
    public FeatureTeacher(ImageModel model, ForwardContext forward, double weight)
    {
        (this.model, this.forward) = (model, forward);
        Weight = weight;
        model.Eval();
    }

    /// <summary>Factor of the distance in the loss.</summary>
    public double Weight { get; }

    /// <summary>
    /// Mean squared distance of the student's features to the teacher's, over all images of the batch; images for which the teacher does not count add 0, so
    /// that batches of different make-up add up to what one large batch gives.
    /// </summary>
    /// <param name="features">The student's last feature map [N, C, h, w]; gradients flow back to it.</param>
    /// <param name="batch">The batch that they are of.</param>
    /// <returns>A scalar; null when the teacher counts for none of the images.</returns>
    /// <exception cref="FoldlineException">FL5502: the teacher's features are of another shape.</exception>
    public Tensor? Distance(Tensor features, Batch batch)
    {
        if (batch.Companions is not { } companions)
            return Distance(features, batch.Images);
        long[] rows = [.. RowsWithCompanion(batch)];
        if (rows.Length == 0)
            return null;
        if (rows.Length == batch.Count)
            return Distance(features, companions);
        using var scope = new TensorScope();
        var index = Tensor.FromArray(rows);
        var distance = Distance(features.IndexSelect(0, index.To(features.Device)), companions.IndexSelect(0, index));
        return scope.Keep(distance * ((double)rows.Length / batch.Count));
    }

    /// <inheritdoc/>
    public void Dispose() => model.Dispose();

    private Tensor Distance(Tensor features, Tensor images)
    {
        using var scope = new TensorScope();
        return scope.Keep(FeatureDistillation.Distance(features, Features(images)));
    }

    private Tensor Features(Tensor images)
    {
        using var noGrad = GradMode.NoGrad();
        return forward.ForwardFeatures(model, images);
    }

    private static IEnumerable<long> RowsWithCompanion(Batch batch) =>
        Enumerable.Range(0, batch.Count).Where(row => batch.HasCompanion.Span[row]).Select(row => (long)row);
}
