using Foldline.Data.Loading;
using Foldline.Torch;
using Foldline.Training.Metrics;
using Foldline.Training.Prediction;
using Foldline.Training.Triggers;

namespace Foldline.Training.Extensions;

/// <summary>
/// Validates a segmentation network and, in the same pass, its averaged weights: <c>valid.loss</c> and one value a metric, and the same under
/// <c>valid.ema.</c>. Masks are compared at the size that the network sees; only counts of pixels are kept.
/// </summary>
/// <param name="trigger">When.</param>
/// <param name="loader">Validation images with masks, not shuffled.</param>
/// <param name="options">Classes and metrics.</param>
public sealed class MaskEvaluation(Trigger trigger, BatchLoader loader, MaskEvaluationOptions options) : Extension("evaluation", trigger)
{
    /// <inheritdoc/>
    public override void Run(Trainer trainer, TrainingMoment moment, CancellationToken cancellation)
    {
        var parts = trainer.Parts;
        var raw = new Pass(options);
        var averaged = new Pass(options);
        new Predictor(parts.Model, parts.Forward).RunBoth(
            loader,
            parts.Average,
            (batch, logits, isAverage) =>
            {
                var masks = parts.Forward.TargetsOf(null, batch);
                var loss = parts.Loss.Compute(logits, masks);
                (isAverage ? averaged : raw).Add(logits, masks, loss.ToDouble(), batch);
            },
            cancellation);
        Report(trainer, "valid.", raw);
        if (parts.Average is not null)
            Report(trainer, "valid.ema.", averaged);
    }

    private void Report(Trainer trainer, string prefix, Pass pass)
    {
        trainer.Log.Set($"{prefix}loss", pass.MeanLoss);
        foreach (var metric in options.Metrics)
            trainer.Log.Set($"{prefix}{metric.Name}", metric.Compute(pass.Statistics));
    }

    /// <summary>What one set of weights came to.</summary>
    private sealed class Pass(MaskEvaluationOptions options)
    {
        private double lossSum;

        public SegmentationStatistics Statistics { get; } = new(options.Classes);

        public double MeanLoss => lossSum / Statistics.Images;

        public void Add(Tensor logits, Tensor masks, double loss, Batch batch)
        {
            Statistics.Add(options.Counter.Count(logits, masks));
            lossSum += loss * batch.Count;
        }
    }
}
