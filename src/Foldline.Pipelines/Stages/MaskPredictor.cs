using Foldline.Data.Loading;
using Foldline.Imaging;
using Foldline.Pipelines.Masks;
using Foldline.Pipelines.Predictions;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Records;
using Foldline.Torch;
using Foldline.Torch.Nn;
using Foldline.Training.Prediction.Tta;

namespace Foldline.Pipelines.Stages;

/// <summary>Predicts masks with one or several networks, as run lengths at the size of the original images. Runs on the engine thread.</summary>
/// <param name="plan">How.</param>
internal sealed class MaskPredictor(InferencePlan plan)
{
    private readonly MaskCutter cutter = new(plan.Recipe.Target, plan.Recipe.Predict);

    /// <summary>Predicts masks, each at its image's size.</summary>
    /// <param name="models">Networks whose probabilities are averaged.</param>
    /// <param name="samples">Samples.</param>
    /// <param name="rows">The samples to predict.</param>
    /// <param name="fold">Fold of the network; -1 for several.</param>
    /// <param name="cancellation">Ends with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="FoldlineException">FL4607: the network gives masks of another size.</exception>
    public MaskTable Predict(IReadOnlyList<Layer> models, SampleSet samples, int[] rows, int fold, CancellationToken cancellation)
    {
        var classes = plan.Recipe.Target.Names.Count;
        var views = TtaPlan.ViewsOf(plan.Recipe, plan.Input.Size);
        var forward = new MaskForward(models, plan.Forward, views, plan.Recipe.Target.Format == MaskFormat.Classes);
        var texts = new string[rows.Length * classes];
        var sizes = new ImageSize[rows.Length];
        var done = 0;
        using BatchLoader loader = plan.Input.PlainLoader(samples, rows);
        foreach (var batch in loader.Epoch(0, 0, cancellation))
        {
            using (batch)
            {
                var probabilities = Probabilities(forward, batch);
                batch.SourceSizes.CopyTo(sizes.AsMemory(done));
                Cut(probabilities, batch, texts.AsMemory(done * classes, batch.Count * classes));
                done += batch.Count;
            }

            plan.Observer.Predicted(done, rows.Length);
        }

        return new MaskTable(rows.Select(row => samples.Ids[row]), Enumerable.Repeat(fold, rows.Length), sizes, plan.Recipe.Target.Names, texts);
    }

    private static float[] Probabilities(MaskForward forward, Batch batch)
    {
        using var probabilities = forward.Run(batch.Images);
        return probabilities.ToArray<float>();
    }

    private void Cut(float[] probabilities, Batch batch, Memory<string> texts)
    {
        var size = plan.Input.Size;
        var classes = plan.Recipe.Target.Names.Count;
        var pixels = classes * size.Height * size.Width;
        if (probabilities.Length != batch.Count * pixels)
            throw FoldlineException.User("FL4607", $"The network gives {probabilities.Length / batch.Count} numbers an image, but {classes} masks of {size} are expected. Choose a size that the network keeps, usually a multiple of 32 on both sides (input.size).", null, ("expected", $"{pixels}"));
        Parallel.For(0, batch.Count, i => cutter.Cut(probabilities.AsSpan(i * pixels, pixels), size, batch.SourceSizes.Span[i]).AsSpan().CopyTo(texts.Span[(i * classes)..]));
    }
}
