using Foldline.Data.Loading;
using Foldline.Imaging;
using Foldline.Pipelines.Predictions;
using Foldline.Pipelines.Records;
using Foldline.Torch.Nn;
using Foldline.Training.Prediction;
using Foldline.Training.Prediction.Tta;

namespace Foldline.Pipelines.Stages;

/// <summary>Predicts probabilities for images with one network, with the recipe's test-time augmentation. Runs on the engine thread.</summary>
/// <param name="plan">How.</param>
/// <param name="fold">Fold of the network.</param>
internal sealed class ImagePredictor(InferencePlan plan, int fold)
{
    private readonly OutputActivation activation = TargetValues.ActivationOf(plan.Recipe.Target.Kind);

    /// <summary>Predictions under the recipe's test-time augmentation and, where they come with it, those of the images as they are [N · C].</summary>
    public (double[] Merged, double[]? Plain) Predict(Layer model, SampleSet samples, int[] rows, CancellationToken cancellation) => plan.Tta switch
    {
        null => (PredictPlain(model, samples, rows, cancellation), null),
        { Set: { } set } => PredictViews(model, set, samples, rows, cancellation),
        { } passes => (PredictPasses(model, passes, samples, rows, cancellation), null),
    };

    /// <summary>Predictions of the images as they are [N · C].</summary>
    public double[] PredictPlain(Layer model, SampleSet samples, int[] rows, CancellationToken cancellation)
    {
        using BatchLoader loader = plan.Input.PlainLoader(samples, rows);
        return Activate(new Predictor(model, plan.Forward).Run(loader, new Relay(plan.Observer, 0, rows.Length), cancellation));
    }

    /// <summary>A table of predictions.</summary>
    public PredictionTable Table(SampleSet samples, int[] rows, double[] probabilities) =>
        new(rows.Select(row => samples.Ids[row]), Enumerable.Repeat(fold, rows.Length), plan.Recipe.Target.Names, probabilities);

    private (double[] Merged, double[]? Plain) PredictViews(Layer model, TtaSet set, SampleSet samples, int[] rows, CancellationToken cancellation)
    {
        using BatchLoader loader = plan.Input.PlainLoader(samples, rows);
        var views = ViewSet.Of(set, plan.Input.Size, plan.Recipe.Predict.Tta!.Merge);
        var tables = new Predictor(model, plan.Forward).Run(loader, views, new Relay(plan.Observer, 0, rows.Length), cancellation);
        List<double[]> predictions = [.. tables.Select(Activate)];
        var isPlainFirst = set.ViewsOf(plan.Input.Size)[0] is { Undo: Symmetry.Identity } first && first.Motion.IsIdentity;
        return (ViewSet.Join(predictions, views.Merge), isPlainFirst ? predictions[0] : null);
    }

    private double[] PredictPasses(Layer model, TtaPlan tta, SampleSet samples, int[] rows, CancellationToken cancellation)
    {
        using BatchLoader loader = plan.Input.AugmentedLoader(samples, rows, plan.SeedOf(fold), tta.Without);
        var predictor = new Predictor(model, plan.Forward);
        var predictions = new List<double[]>();
        for (var pass = 0; pass < tta.Passes; pass++)
            predictions.Add(Activate(predictor.Run(loader, new Relay(plan.Observer, pass * rows.Length, tta.Passes * rows.Length), cancellation, epoch: pass)));
        return ViewSet.Join(predictions, plan.Recipe.Predict.Tta!.Merge);
    }

    private double[] Activate(LogitTable table) => table.ToPredictions(activation).Probabilities;

    private sealed class Relay(IRunObserver observer, int before, int total) : IProgress<int>
    {
        public void Report(int value) => observer.Predicted(before + value, total);
    }
}
