using Foldline.Training.Logging;
using Foldline.Training.Triggers;

namespace Foldline.Training.Extensions;

/// <summary>Ends a line of the log: writes <c>log.csv</c> and the TensorBoard events, and shows the line to whoever wants it.</summary>
/// <param name="trigger">When.</param>
/// <param name="folder">Folder of the fold.</param>
/// <param name="time">The clock, for the name and times of the event file.</param>
/// <param name="show">Receives every finished line; null = nobody.</param>
public sealed class LogWriter(Trigger trigger, string folder, TimeProvider time, Action<LogReport, LogRow>? show = null) : Extension("log", trigger), IDisposable
{
    private EventFile? events;

    /// <inheritdoc/>
    public override void Start(Trainer trainer)
    {
        events = new EventFile(folder, time, trainer.State.Iteration > 0 ? trainer.State.Iteration : null);
        LogFile.Write(Path.Combine(folder, "log.csv"), trainer.Log);
    }

    /// <inheritdoc/>
    public override void Run(Trainer trainer, TrainingMoment moment, CancellationToken cancellation)
    {
        var row = trainer.Log.EndEpoch(moment.Epoch, moment.Iteration);
        LogFile.Write(Path.Combine(folder, "log.csv"), trainer.Log);
        events?.Write(moment.Iteration, row.Values);
        events?.Flush();
        show?.Invoke(trainer.Log, row);
    }

    /// <inheritdoc/>
    public override void Finish(Trainer trainer, TrainingEnd end) => Dispose();

    /// <summary>Closes the event file.</summary>
    public void Dispose()
    {
        events?.Dispose();
        events = null;
    }
}
