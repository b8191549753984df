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
    /// <summary>Predicts masks, each at its image's size.</summary>
    /// <param name="models">Networks whose probabilities are averaged.</param>
    /// <param name="samples">Samples.</param>
    /// <param name="rows">The samples to predict.</param>
    /// <param name="cut">How the masks are cut.</param>
    /// <param name="cancellation">Ends with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="FoldlineException">FL4607: the network gives masks of another size.</exception>
    public MaskTable Predict(IReadOnlyList<Layer> models, SampleSet samples, int[] rows, MaskCut cut, CancellationToken cancellation)
    {
        var classes = plan.Recipe.Target.Names.Count;
        var cutter = new MaskCutter(plan.Recipe.Target, cut.Values);
        var texts = new string[rows.Length * classes];
        var sizes = new ImageSize[rows.Length];
        ForEachBatch(models, samples, rows, cancellation, (probabilities, batch, done) =>
        {
            batch.SourceSizes.CopyTo(sizes.AsMemory(done));
            Cut(cutter, probabilities, batch, texts.AsMemory(done * classes, batch.Count * classes));
        });
        return new MaskTable(rows.Select(row => samples.Ids[row]), Enumerable.Repeat(cut.Fold, rows.Length), sizes, plan.Recipe.Target.Names, texts);
    }

    /// <summary>Hands over the probabilities [N, C, h, w] of one batch after the other, and how many samples came before.</summary>
    public void ForEachBatch(IReadOnlyList<Layer> models, SampleSet samples, int[] rows, CancellationToken cancellation, Action<float[], Batch, int> use)
    {
        var views = TtaPlan.ViewsOf(plan.Recipe, plan.Input.Size);
        var forward = new MaskForward(models, plan.Forward, views, plan.Recipe.Target.Format == MaskFormat.Classes);
        var done = 0;
        using BatchLoader loader = plan.Input.PlainLoader(samples, rows);
        foreach (var batch in loader.Epoch(0, 0, cancellation))
        {
            using (batch)
            {
                var probabilities = Probabilities(forward, batch);
                CheckSize(probabilities, batch);
                use(probabilities, batch, done);
                done += batch.Count;
            }

            plan.Observer.Predicted(done, rows.Length);
        }
    }

    private static float[] Probabilities(MaskForward forward, Batch batch)
    {
        using var probabilities = forward.Run(batch.Images);
        return probabilities.ToArray<float>();
    }

    private void CheckSize(float[] probabilities, Batch batch)
    {
        var (size, classes) = (plan.Input.Size, plan.Recipe.Target.Names.Count);
        var pixels = classes * size.Height * size.Width;
        if (probabilities.Length != batch.Count * pixels)
            throw FoldlineException.User("FL4607", $"The network gives {probabilities.Length / batch.Count} numbers an image, but {classes} masks of {size} are expected. Choose a size that the network keeps, usually a multiple of 32 on both sides (input.size).", null, ("expected", $"{pixels}"));
    }

    private void Cut(MaskCutter cutter, float[] probabilities, Batch batch, Memory<string> texts)
    {
        var (size, classes) = (plan.Input.Size, plan.Recipe.Target.Names.Count);
        var pixels = probabilities.Length / batch.Count;
        Parallel.For(0, batch.Count, i => cutter.Cut(probabilities.AsSpan(i * pixels, pixels), size, batch.SourceSizes.Span[i]).AsSpan().CopyTo(texts.Span[(i * classes)..]));
    }
}
