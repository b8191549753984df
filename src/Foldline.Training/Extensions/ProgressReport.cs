using Foldline.Training.Logging;
using Foldline.Training.Triggers;

namespace Foldline.Training.Extensions;

/// <summary>Tells a progress bar, after every batch, how far the run is, how fast, and how long it will take.</summary>
/// <param name="progress">Receives the reports.</param>
/// <param name="time">The clock.</param>
public sealed class ProgressReport(IProgress<TrainingProgress> progress, TimeProvider time)
    : Extension("progress", new IntervalTrigger(1, TriggerUnit.Iteration))
{
    private readonly SpeedMeter speed = new(time);

    /// <inheritdoc/>
    public override void Run(Trainer trainer, TrainingMoment moment, CancellationToken cancellation)
    {
        var total = (long)trainer.Options.Epochs * trainer.BatchesPerEpoch;
        var samples = trainer.Parts.Loader.SamplesInBatch(trainer.State.BatchInEpoch - 1);
        speed.Add(samples);
        progress.Report(new TrainingProgress
        {
            Fold = trainer.Options.Fold,
            Epoch = moment.Epoch,
            Epochs = trainer.Options.Epochs,
            Iteration = moment.Iteration,
            Iterations = total,
            ImagesPerSecond = speed.PerSecond,
            TimeLeft = speed.TimeFor((double)(total - moment.Iteration) * samples),
            Values = moment.Values,
        });
    }
}
