using Foldline.Data.Loading;
using Foldline.Torch;
using Foldline.Torch.Optim;

namespace Foldline.Training;

/// <summary>One batch through the network: forward, loss, backward and, at the end of a window, the update.</summary>
internal sealed class TrainingStep(TrainingParts parts, TrainerOptions options)
{
    private readonly GradientClipper clipper = new(parts.Model.Parameters());

    /// <summary>Trains on one batch.</summary>
    /// <param name="batch">Images and sample numbers.</param>
    /// <param name="batchInEpoch">Number of the batch within the epoch, from 0.</param>
    /// <param name="window">The accumulation window that the batch belongs to.</param>
    public StepResult Run(Batch batch, int batchInEpoch, AccumulationWindow window)
    {
        using var scope = new TensorScope();
        var samples = batch.Indices.Length;
        var targets = parts.Forward.TargetsOf(parts.Targets, batch);
        var images = batch.Images;
        if (parts.Mixing is { } mixing)
            (images, targets) = mixing.Apply(batch, targets);
        var logits = parts.Forward.Forward(parts.Model, images);
        parts.Outputs?.Add(batch.Indices.Span, logits);
        var loss = parts.Loss.Compute(logits, targets);

        // k batches of b samples must give the gradient of one batch of k·b, so each counts by its share of the window's samples.
        var weighted = window.Batches == 1 ? loss : loss * ((double)samples / window.Samples);
        (parts.Scaler?.Scale(weighted) ?? weighted).Backward();

        var result = new StepResult(loss.ToDouble(), samples, CountCorrect(logits, targets), GradientNorm: null);
        if (!window.EndsWith(batchInEpoch) || !double.IsFinite(result.Loss))
            return result;

        parts.Scaler?.Unscale();
        if (options.ClipValue is { } value)
            clipper.ByValue(value);
        if (options.ClipNorm is { } norm)
            result = result with { GradientNorm = clipper.ByNorm(norm, options.ClipNormType) };
        SetRates();
        if (parts.Scaler is { } scaler)
            scaler.Step(parts.Optimizer);
        else
            parts.Optimizer.Step();
        parts.Optimizer.ZeroGrad();
        if (options.ScheduleEveryIteration)
            parts.Schedule?.Step();
        parts.Average?.Update();
        return result;
    }

    private void SetRates()
    {
        if (parts.Schedule is not { } schedule)
            return;
        for (var group = 0; group < parts.Optimizer.Groups.Count; group++)
        {
            var target = parts.Optimizer.Groups[group];
            target.LearningRate = schedule.CurrentLr[group] * target.LearningRateScale;
            if (schedule.CurrentMomentum is { } momentum)
                target.Momentum = momentum[group];
        }
    }

    private static long? CountCorrect(Tensor logits, Tensor targets)
    {
        if (targets.DType != DType.Int64 || targets.Rank != 1 || logits.Rank != 2)
            return null;
        using var noGrad = GradMode.NoGrad();
        return (long)logits.Argmax(1).Eq(targets).Sum().ToDouble();
    }

}
