using Foldline.Data.Loading;
using Foldline.Torch;
using Foldline.Training.Extensions;
using Foldline.Training.Logging;
using Foldline.Training.Triggers;

namespace Foldline.Training;

/// <summary>
/// Trains a network epoch by epoch. After every batch each extension is asked, in order, whether its trigger fires. All work
/// with tensors happens on the calling thread, which should be an engine thread.
/// </summary>
public sealed class Trainer
{
    private readonly TrainingStep step;
    private readonly IReadOnlyList<Extension> extensions;
    private bool stopRequested;

    /// <summary>A trainer.</summary>
    /// <param name="parts">Network, batches, loss, optimizer and so on.</param>
    /// <param name="options">Epochs, accumulation, clipping.</param>
    /// <param name="extensions">What happens around the steps, in order; names must differ.</param>
    public Trainer(TrainingParts parts, TrainerOptions options, IReadOnlyList<Extension> extensions)
    {
        Parts = parts;
        Options = options;
        this.extensions = extensions;
        step = new TrainingStep(parts, options);
        if (extensions.Select(extension => extension.Name).Distinct(StringComparer.Ordinal).Count() != extensions.Count)
            throw new ArgumentException("Two extensions have the same name.", nameof(extensions));
    }

    /// <summary>Network, batches, loss, optimizer and so on.</summary>
    public TrainingParts Parts { get; }

    /// <summary>Epochs, accumulation, clipping.</summary>
    public TrainerOptions Options { get; }

    /// <summary>How far the run has come.</summary>
    public TrainerState State { get; } = new();

    /// <summary>Everything reported so far.</summary>
    public LogReport Log { get; } = new();

    /// <summary>What happens around the steps.</summary>
    public IReadOnlyList<Extension> Extensions => extensions;

    /// <summary>Batches in an epoch.</summary>
    public int BatchesPerEpoch => Parts.Loader.BatchCount;

    /// <summary>Whether something asked the run to end before its last epoch.</summary>
    public bool IsStopRequested => stopRequested;

    /// <summary>Ends the run after the present moment.</summary>
    public void RequestStop() => stopRequested = true;

    /// <summary>Trains from the present state to the last epoch.</summary>
    /// <param name="cancellation">Finishes the batch at hand, lets extensions save, and ends the run.</param>
    /// <exception cref="FoldlineException">An input could not be read, or the loss is not a number.</exception>
    public TrainingEnd Run(CancellationToken cancellation)
    {
        foreach (var extension in extensions)
            extension.Start(this);
        var end = Loop(cancellation);
        foreach (var extension in extensions)
            extension.Finish(this, end);
        return end;
    }

    private TrainingEnd Loop(CancellationToken cancellation)
    {
        try
        {
            // A run that was interrupted between a batch and what follows it goes on with what follows.
            if (State.IsMomentPending)
                RunMoment(cancellation);
            while (State.Epoch < Options.Epochs && !stopRequested)
            {
                Parts.Model.Train();
                foreach (var batch in Parts.Loader.Epoch(State.Epoch, State.BatchInEpoch, cancellation))
                {
                    using (batch)
                        RunBatch(batch);
                    if (State.IsMomentPending)
                        RunMoment(cancellation);
                    if (stopRequested)
                        break;
                }

                TorchBackend.TrimHeap();
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return TrainingEnd.Interrupted;
        }

        return stopRequested ? TrainingEnd.StoppedEarly : TrainingEnd.Completed;
    }

    private void RunBatch(Batch batch)
    {
        var window = AccumulationWindow.Of(State.BatchInEpoch, Options.AccumulationSteps, BatchesPerEpoch, Parts.Loader.SamplesInBatch);
        var result = step.Run(batch, State.BatchInEpoch, window);
        if (!double.IsFinite(result.Loss))
            throw NonFinite.Describe(this, batch, result.Loss);
        Log.Add("train.loss", result.Loss, result.Samples);
        if (result.Correct is { } correct)
            Log.Add("train.accuracy", (double)correct / result.Samples, result.Samples);
        if (result.Distance is { } distance)
            Log.Add("train.distance", distance, result.Samples);
        if (result.GradientNorm is { } norm)
            Log.Add("train.gradient_norm", norm, result.Samples);
        State.Iteration++;

        // Gradients of an open window are in no checkpoint, so nothing is saved, and nothing stops, before it ends.
        State.IsWindowOpen = !window.EndsWith(State.BatchInEpoch);
        State.IsMomentPending = !State.IsWindowOpen;
        State.BatchInEpoch++;
    }

    private void RunMoment(CancellationToken cancellation)
    {
        var epochEnds = State.BatchInEpoch == BatchesPerEpoch;
        foreach (var extension in extensions)
        {
            var moment = new TrainingMoment(State.Iteration, State.Epoch + (epochEnds ? 1 : 0), epochEnds, Log.Latest);
            if (extension.Trigger.Fires(moment))
                extension.Run(this, moment, cancellation);
        }

        State.IsMomentPending = false;
        if (epochEnds)
            (State.Epoch, State.BatchInEpoch) = (State.Epoch + 1, 0);
        foreach (var extension in extensions)
            extension.AfterMoment(this);
        cancellation.ThrowIfCancellationRequested();
    }
}
