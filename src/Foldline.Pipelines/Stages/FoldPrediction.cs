using Foldline.Data.Loading;
using Foldline.Imaging;
using Foldline.Models;
using Foldline.Pipelines.Predictions;
using Foldline.Pipelines.Records;
using Foldline.Pipelines.Runs;
using Foldline.Torch.Nn;
using Foldline.Training.Prediction;
using Foldline.Training.Prediction.Tta;

namespace Foldline.Pipelines.Stages;

/// <summary>Predicts the validation and test samples of one fold and writes them. Runs on the engine thread.</summary>
/// <param name="context">The run.</param>
/// <param name="folder">The fold's folder.</param>
internal sealed class FoldPrediction(RunContext context, FoldFolder folder)
{
    private readonly OutputActivation activation = TargetValues.ActivationOf(context.Recipe.Target.Kind);

    /// <summary>Predicts with the fold's weights.</summary>
    /// <returns>The epoch that the weights are from.</returns>
    /// <exception cref="FoldlineException">FL6044: the fold has no weights.</exception>
    public int Run(CancellationToken cancellation)
    {
        using var model = context.Models.Empty();
        var epoch = FoldWeights.Load(model, folder, context.Recipe);
        if (context.Recipe.Predict.Fuse && model is ImageModel network)
            network.Fuse((context.Input.Size.Height, context.Input.Size.Width));
        var rows = context.Validation(folder.Fold);
        var valid = Predict(model, context.Data.Train, rows, cancellation);
        Table(context.Data.Train, rows, valid.Merged).Save(folder.ValidPath);
        Table(context.Data.Train, rows, valid.Merged).SaveCsv(folder.ValidCsvPath, context.IdName());
        if (context.Tta is not null)
            Table(context.Data.Train, rows, valid.Plain ?? PredictPlain(model, context.Data.Train, rows, cancellation)).Save(folder.PlainValidPath);
        if (context.Data.Test is not { } samples)
            return epoch;
        int[] all = [.. Enumerable.Range(0, samples.Count)];
        var test = Table(samples, all, Predict(model, samples, all, cancellation).Merged);
        test.Save(folder.TestPath);
        test.SaveCsv(folder.TestCsvPath, context.IdName());
        return epoch;
    }

    private PredictionTable Table(SampleSet samples, int[] rows, double[] probabilities) =>
        new(rows.Select(row => samples.Ids[row]), Enumerable.Repeat(folder.Fold, rows.Length), context.Recipe.Target.Names, probabilities);

    /// <summary>Predictions under the recipe's test-time augmentation and, where they come with it, those of the images as they are.</summary>
    private (double[] Merged, double[]? Plain) Predict(Layer model, SampleSet samples, int[] rows, CancellationToken cancellation) => context.Tta switch
    {
        null => (PredictPlain(model, samples, rows, cancellation), null),
        { Set: { } set } => PredictViews(model, set, samples, rows, cancellation),
        { Passes: var passes } => (PredictPasses(model, passes, samples, rows, cancellation), null),
    };

    private double[] PredictPlain(Layer model, SampleSet samples, int[] rows, CancellationToken cancellation)
    {
        using BatchLoader loader = context.Input.PlainLoader(samples, rows);
        return Activate(new Predictor(model, context.Forward).Run(loader, new Relay(context.Observer, 0, rows.Length), cancellation));
    }

    private (double[] Merged, double[]? Plain) PredictViews(Layer model, TtaSet set, SampleSet samples, int[] rows, CancellationToken cancellation)
    {
        using BatchLoader loader = context.Input.PlainLoader(samples, rows);
        var views = ViewSet.Of(set, context.Input.Size, context.Recipe.Predict.Tta!.Merge);
        var tables = new Predictor(model, context.Forward).Run(loader, views, new Relay(context.Observer, 0, rows.Length), cancellation);
        List<double[]> predictions = [.. tables.Select(Activate)];
        var isPlainFirst = set.ViewsOf(context.Input.Size)[0] is { Undo: Symmetry.Identity } first && first.Motion.IsIdentity;
        return (ViewSet.Join(predictions, views.Merge), isPlainFirst ? predictions[0] : null);
    }

    private double[] PredictPasses(Layer model, int passes, SampleSet samples, int[] rows, CancellationToken cancellation)
    {
        using BatchLoader loader = context.Input.AugmentedLoader(samples, rows, context.SeedOf(folder.Fold));
        var predictor = new Predictor(model, context.Forward);
        var predictions = new List<double[]>();
        for (var pass = 0; pass < passes; pass++)
            predictions.Add(Activate(predictor.Run(loader, new Relay(context.Observer, pass * rows.Length, passes * rows.Length), cancellation, epoch: pass)));
        return ViewSet.Join(predictions, context.Recipe.Predict.Tta!.Merge);
    }

    private double[] Activate(LogitTable table) => table.ToPredictions(activation).Probabilities;

    private sealed class Relay(IRunObserver observer, int before, int total) : IProgress<int>
    {
        public void Report(int value) => observer.Predicted(before + value, total);
    }
}
