using Foldline.Data.Loading;
using Foldline.Torch;
using Foldline.Training.Metrics;
using Foldline.Training.Prediction;
using Foldline.Training.Triggers;

namespace Foldline.Training.Extensions;

/// <summary>
/// Validates the network and, in the same pass, its averaged weights. Reports <c>valid.loss</c> and one value a metric, and the
/// same under <c>valid.ema.</c>; all are computed from all predictions, not as means over batches.
/// </summary>
/// <param name="trigger">When.</param>
/// <param name="loader">Validation images, not shuffled.</param>
/// <param name="options">Targets and metrics.</param>
public sealed class Evaluation(Trigger trigger, BatchLoader loader, EvaluationOptions options) : Extension("evaluation", trigger)
{
    /// <inheritdoc/>
    public override void Run(Trainer trainer, TrainingMoment moment, CancellationToken cancellation)
    {
        var parts = trainer.Parts;
        var raw = new Pass(loader.SampleCount);
        var averaged = new Pass(loader.SampleCount);
        new Predictor(parts.Model, parts.Forward).RunBoth(
            loader,
            parts.Average,
            (batch, logits, isAverage) =>
            {
                var loss = parts.Loss.Compute(logits, parts.Forward.TargetsOf(parts.Targets, batch));
                (isAverage ? averaged : raw).Add(logits, loss.ToDouble(), batch);
            },
            cancellation);
        Report(trainer, "valid.", raw);
        if (parts.Average is not null)
            Report(trainer, "valid.ema.", averaged);
    }

    private void Report(Trainer trainer, string prefix, Pass pass)
    {
        trainer.Log.Set($"{prefix}loss", pass.MeanLoss);
        if (options.Metrics.Count == 0)
            return;
        var predictions = pass.Logits.ToPredictions(options.Activation);
        if (predictions.Probabilities.Any(double.IsNaN))
            return;
        var batch = options.Distributions.IsEmpty
            ? new PredictionBatch(predictions.Probabilities, pass.Pick(options.Targets.Span, options.TargetsPerSample), predictions.Classes)
            : PredictionBatch.OfDistributions(predictions.Probabilities, pass.Pick(options.Distributions.Span, predictions.Classes), predictions.Classes);
        foreach (var create in options.Metrics)
        {
            var metric = create();
            metric.Update(batch);
            trainer.Log.Set($"{prefix}{metric.Name}", metric.Result().Value);
        }
    }

    /// <summary>What one set of weights came to.</summary>
    private sealed class Pass(int samples)
    {
        private readonly List<int> indices = new(samples);
        private double lossSum;

        public LogitTable Logits { get; } = new(samples);

        public double MeanLoss => lossSum / indices.Count;

        public void Add(Tensor logits, double loss, Batch batch)
        {
            Logits.Add(logits);
            lossSum += loss * batch.Count;
            foreach (var index in batch.Indices.Span)
                indices.Add(index);
        }

        public T[] Pick<T>(ReadOnlySpan<T> all, int width)
        {
            var picked = new T[indices.Count * width];
            for (var i = 0; i < indices.Count; i++)
                all.Slice(indices[i] * width, width).CopyTo(picked.AsSpan(i * width));
            return picked;
        }
    }
}
