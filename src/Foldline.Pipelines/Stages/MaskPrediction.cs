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
/// <param name="choices">How the masks of each class are cut, by fold and for the test; null = as the recipe says.</param>
internal sealed class MaskPrediction(RunContext context, MaskChoices? choices)
{
    private readonly MaskPredictor predictor = new(context.Inference);

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
        if (context.TestSamples is not { } samples)
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
            context.Inference.Prepare(model);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Tries thresholds and least sizes on the validation samples of a fold.</summary>
    /// <param name="search">Receives the images.</param>
    /// <param name="folder">The fold.</param>
    /// <param name="partOf">The part that each sample belongs to.</param>
    /// <param name="cancellation">Ends with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="FoldlineException">FL6044: the fold has no weights.</exception>
    public void Search(MaskSearch search, FoldFolder folder, Func<int, int> partOf, CancellationToken cancellation)
    {
        using var model = Load(folder, out _);
        var rows = context.Validation(folder.Fold);
        var truth = MaskReader.For(context.Recipe.Target, context.Data.Train, context.Data.Folder);
        predictor.ForEachBatch([model], context.Data.Train, rows, cancellation, (probabilities, batch, done) => Parallel.For(0, batch.Count, i =>
        {
            var pixels = probabilities.Length / batch.Count;
            using var mask = truth.Read(rows[done + i], batch.SourceSizes.Span[i]);
            search.Add(partOf(rows[done + i]), probabilities.AsSpan(i * pixels, pixels), context.Input.Size, mask);
        }));
    }

    private MaskTable Predict(IReadOnlyList<Layer> models, SampleSet samples, int[] rows, int fold, CancellationToken cancellation) =>
        predictor.Predict(models, samples, rows, new MaskCut(fold, choices?.For(context.Recipe.Predict, fold) ?? context.Recipe.Predict), cancellation);
}
