using Foldline.Data.Loading;
using Foldline.Models;
using Foldline.Pipelines.Predictions;
using Foldline.Pipelines.Records;
using Foldline.Pipelines.Runs;
using Foldline.Training.Prediction;

namespace Foldline.Pipelines.Stages;

/// <summary>Predicts the validation and test samples of one fold and writes them. Runs on the engine thread.</summary>
/// <param name="context">The run.</param>
/// <param name="folder">The fold's folder.</param>
internal sealed class FoldPrediction(RunContext context, FoldFolder folder)
{
    /// <summary>Predicts with the fold's weights.</summary>
    /// <returns>The epoch that the weights are from.</returns>
    /// <exception cref="FoldlineException">FL6044: the fold has no weights.</exception>
    public int Run(CancellationToken cancellation)
    {
        using var model = new ModelBuilder(context.Recipe, context.Forward.Device).Empty();
        var epoch = FoldWeights.Load(model, folder, context.Recipe);
        if (context.Recipe.Predict.Fuse)
            model.Fuse((context.Input.Size.Height, context.Input.Size.Width));
        var valid = Predict(model, context.Data.Train, context.Validation(folder.Fold), cancellation);
        valid.Save(folder.ValidPath);
        valid.SaveCsv(folder.ValidCsvPath, context.IdName());
        if (context.Data.Test is not { } samples)
            return epoch;
        var test = Predict(model, samples, null, cancellation);
        test.Save(folder.TestPath);
        test.SaveCsv(folder.TestCsvPath, context.IdName());
        return epoch;
    }

    private PredictionTable Predict(ImageModel model, SampleSet samples, int[]? rows, CancellationToken cancellation)
    {
        using BatchLoader loader = context.Input.PlainLoader(samples, context.Data.Folder, rows, cacheBytes: 0);
        var total = loader.SampleCount;
        var progress = new Relay(context.Observer, total);
        var predictions = new Predictor(model, context.Forward).Run(loader, progress, cancellation).ToPredictions(OutputActivation.Softmax);
        rows ??= [.. Enumerable.Range(0, samples.Count)];
        return new PredictionTable(rows.Select(row => samples.Ids[row]), Enumerable.Repeat(folder.Fold, total), context.Recipe.Target.Names, predictions.Probabilities);
    }

    private sealed class Relay(IRunObserver observer, int total) : IProgress<int>
    {
        public void Report(int value) => observer.Predicted(value, total);
    }
}
