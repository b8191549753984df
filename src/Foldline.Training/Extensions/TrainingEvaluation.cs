using Foldline.Training.Metrics;
using Foldline.Training.Prediction;
using Foldline.Training.Triggers;

namespace Foldline.Training.Extensions;

/// <summary>
/// Measures the outputs that training itself made since the last time, and reports one value a metric under <c>train.</c>; it costs no further
/// pass over the images.
/// </summary>
/// <param name="trigger">When; the trigger of the log.</param>
/// <param name="options">Targets and metrics.</param>
public sealed class TrainingEvaluation(Trigger trigger, EvaluationOptions options) : Extension("training evaluation", trigger)
{
    /// <inheritdoc/>
    public override void Run(Trainer trainer, TrainingMoment moment, CancellationToken cancellation)
    {
        if (trainer.Parts.Outputs is not { Indices.Count: > 0 } outputs)
            return;
        var classes = outputs.Logits.Count / outputs.Indices.Count;
        var predictions = Predictions.FromLogits([.. outputs.Logits], classes, options.Activation);
        var rows = outputs.Indices;
        var batch = options.Distributions.IsEmpty
            ? new PredictionBatch(predictions.Probabilities, Pick(options.Targets.Span, rows, options.TargetsPerSample), classes)
            : PredictionBatch.OfDistributions(predictions.Probabilities, Pick(options.Distributions.Span, rows, classes), classes);
        foreach (var create in options.Metrics)
        {
            var metric = create();
            metric.Update(batch);
            trainer.Log.Set($"train.{metric.Name}", metric.Result().Value);
        }

        outputs.Clear();
    }

    private static T[] Pick<T>(ReadOnlySpan<T> all, IReadOnlyList<int> rows, int width)
    {
        var picked = new T[rows.Count * width];
        for (var i = 0; i < rows.Count; i++)
            all.Slice(rows[i] * width, width).CopyTo(picked.AsSpan(i * width));
        return picked;
    }
}
