using Foldline.Data.Loading;
using Foldline.Imaging;
using Foldline.Pipelines.Masks;
using Foldline.Pipelines.Predictions;
using Foldline.Pipelines.Records;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Runs;
using Foldline.Torch;
using Foldline.Torch.Nn;
using Foldline.Training.Prediction.Tta;

namespace Foldline.Pipelines.Stages;

/// <summary>
/// Predicts masks and writes them as run lengths at the size of the original images: validation samples by their fold's network, test
/// samples by all folds' networks together, whose probabilities are averaged before masks are cut. Runs on the engine thread.
/// </summary>
/// <param name="context">The run.</param>
internal sealed class MaskPrediction(RunContext context)
{
    private readonly MaskCutter cutter = new(context.Recipe.Target, context.Recipe.Predict);

    /// <summary>Predicts the validation samples of a fold.</summary>
    /// <returns>The epoch that the weights are from.</returns>
    /// <exception cref="FoldlineException">FL6044: the fold has no weights.</exception>
    public int PredictFold(FoldFolder folder, CancellationToken cancellation)
    {
        using var model = Load(folder, out var epoch);
        var valid = Predict([model], context.Data.Train, context.Validation(folder.Fold), folder.Fold, cancellation);
        valid.Save(folder.ValidPath);
        valid.SaveCsv(folder.ValidCsvPath, context.IdName());
        return epoch;
    }

    /// <summary>Predicts the test samples.</summary>
    /// <param name="folders">The trained folds.</param>
    /// <param name="cancellation">Ends with <see cref="OperationCanceledException"/>.</param>
    public void PredictTest(IReadOnlyList<FoldFolder> folders, CancellationToken cancellation)
    {
        if (context.Data.Test is not { } samples)
            return;
        var models = new List<Layer>();
        try
        {
            models.AddRange(folders.Select(folder => Load(folder, out _)));
            var test = Predict(models, samples, [.. Enumerable.Range(0, samples.Count)], -1, cancellation);
            test.Save(context.Run.TestPath);
            test.SaveCsv(context.Run.TestCsvPath, context.IdName());
        }
        finally
        {
            models.ForEach(model => model.Dispose());
        }
    }

    private Layer Load(FoldFolder folder, out int epoch)
    {
        var model = context.Models.Empty();
        try
        {
            epoch = FoldWeights.Load(model, folder, context.Recipe);
            model.Eval();
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private MaskTable Predict(IReadOnlyList<Layer> models, SampleSet samples, int[] rows, int fold, CancellationToken cancellation)
    {
        var classes = context.Recipe.Target.Names.Count;
        var views = TtaPlan.ViewsOf(context.Recipe, context.Input.Size);
        var forward = new MaskForward(models, context.Forward, views, context.Recipe.Target.Format == MaskFormat.Classes);
        var texts = new string[rows.Length * classes];
        var sizes = new ImageSize[rows.Length];
        var done = 0;
        using BatchLoader loader = context.Input.PlainLoader(samples, rows);
        foreach (var batch in loader.Epoch(0, 0, cancellation))
        {
            using (batch)
            {
                var probabilities = Probabilities(forward, batch);
                batch.SourceSizes.CopyTo(sizes.AsMemory(done));
                Cut(probabilities, batch, texts.AsMemory(done * classes, batch.Count * classes));
                done += batch.Count;
            }

            context.Observer.Predicted(done, rows.Length);
        }

        return new MaskTable(rows.Select(row => samples.Ids[row]), Enumerable.Repeat(fold, rows.Length), sizes, context.Recipe.Target.Names, texts);
    }

    private static float[] Probabilities(MaskForward forward, Batch batch)
    {
        using var probabilities = forward.Run(batch.Images);
        return probabilities.ToArray<float>();
    }

    private void Cut(float[] probabilities, Batch batch, Memory<string> texts)
    {
        var size = context.Input.Size;
        var classes = context.Recipe.Target.Names.Count;
        var pixels = classes * size.Height * size.Width;
        if (probabilities.Length != batch.Count * pixels)
            throw FoldlineException.User("FL4607", $"The network gives {probabilities.Length / batch.Count} numbers an image, but {classes} masks of {size} are expected. Choose a size that the network keeps, usually a multiple of 32 on both sides (input.size).", null, ("expected", $"{pixels}"));
        Parallel.For(0, batch.Count, i => cutter.Cut(probabilities.AsSpan(i * pixels, pixels), size, batch.SourceSizes.Span[i]).AsSpan().CopyTo(texts.Span[(i * classes)..]));
    }
}
