namespace Foldline.Training;

/// <summary>The batches whose gradients are added up before one optimizer step.</summary>
/// <param name="FirstBatch">First batch of the window, counted within the epoch from 0.</param>
/// <param name="Batches">Batches in the window.</param>
/// <param name="Samples">Samples in the window.</param>
internal readonly record struct AccumulationWindow(int FirstBatch, int Batches, long Samples)
{
    /// <summary>Whether a batch is the window's last.</summary>
    /// <param name="batch">Batch within the epoch, from 0.</param>
    public bool EndsWith(int batch) => batch == FirstBatch + Batches - 1;

    /// <summary>The window that a batch belongs to. The last window of an epoch may be shorter, in batches and in samples.</summary>
    /// <param name="batch">Batch within the epoch, from 0.</param>
    /// <param name="steps">Batches in a full window.</param>
    /// <param name="epochBatches">Batches in the epoch.</param>
    /// <param name="samplesOf">Samples in a batch.</param>
    public static AccumulationWindow Of(int batch, int steps, int epochBatches, Func<int, int> samplesOf)
    {
        var first = batch / steps * steps;
        var count = Math.Min(steps, epochBatches - first);
        return new AccumulationWindow(first, count, Enumerable.Range(first, count).Sum(b => (long)samplesOf(b)));
    }
}
