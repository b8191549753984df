using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Foldline.Data.Loading;

/// <summary>
/// One pass over the samples: its worker threads take slot after slot, batch after batch, at most the prefetch ahead of the consumer.
/// Which thread makes a slot does not matter to what is in it. The consumer's calls come from one thread at a time.
/// </summary>
internal sealed class LoaderEpoch : IDisposable
{
    private readonly object gate = new();
    private readonly LoaderPlan plan;
    private readonly SampleWriter writer;
    private readonly BatchStore store;
    private readonly Dictionary<int, PendingBatch> pending = [];
    private readonly Thread[] workers;
    private readonly int prefetch;
    private PendingBatch? filling;
    private int nextBatch;
    private int consumed;
    private ExceptionDispatchInfo? fault;
    private bool stopped;

    /// <summary>Starts the workers.</summary>
    public LoaderEpoch(LoaderPlan plan, SampleWriter writer, BatchStore store, LoaderOptions options)
    {
        this.plan = plan;
        this.writer = writer;
        this.store = store;
        prefetch = options.Prefetch;
        nextBatch = consumed = plan.StartBatch;
        workers = new Thread[options.Threads];
        for (var i = 0; i < workers.Length; i++)
        {
            workers[i] = new Thread(Work) { IsBackground = true, Name = $"loader {i}" };
            workers[i].Start();
        }
    }

    /// <summary>Time that the consumer has waited.</summary>
    public TimeSpan Waited { get; private set; }

    /// <summary>The next batch; its memory is the caller's.</summary>
    /// <exception cref="FoldlineException">FL4302: a sample of it cannot be made.</exception>
    /// <exception cref="OperationCanceledException">Stopped by the token.</exception>
    public PendingBatch Take(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var start = Stopwatch.GetTimestamp();
        using var wake = cancellation.UnsafeRegister(static state => ((LoaderEpoch)state!).Wake(), this);
        var batch = workers.Length == 0 ? Make(cancellation) : Await(cancellation);
        Waited += Stopwatch.GetElapsedTime(start);
        if (batch.Fault is not { } fault)
            return batch;
        store.Return(batch);
        fault.Throw();
        throw new UnreachableException();
    }

    /// <summary>Stops the workers, waits for them and gives back the memory of batches that nobody took.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            stopped = true;
            Monitor.PulseAll(gate);
        }

        foreach (var worker in workers)
            worker.Join();
        lock (gate)
        {
            foreach (var batch in pending.Values)
                store.Return(batch);
            pending.Clear();
        }
    }

    private void Wake()
    {
        lock (gate)
            Monitor.PulseAll(gate);
    }

    /// <summary>Waits for the workers.</summary>
    private PendingBatch Await(CancellationToken cancellation)
    {
        lock (gate)
        {
            PendingBatch? batch;
            while (!pending.TryGetValue(consumed, out batch) || !batch.IsComplete)
            {
                cancellation.ThrowIfCancellationRequested();
                fault?.Throw();
                ObjectDisposedException.ThrowIf(stopped, typeof(BatchLoader));
                Monitor.Wait(gate);
            }

            pending.Remove(consumed++);
            Monitor.PulseAll(gate);
            return batch;
        }
    }

    /// <summary>Makes the batch on the consumer's thread.</summary>
    private PendingBatch Make(CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(stopped, typeof(BatchLoader));
        var batch = store.Begin(consumed, plan.Indices(consumed));
        consumed++;
        for (var slot = 0; slot < batch.Indices.Length; slot++)
        {
            if (cancellation.IsCancellationRequested)
            {
                store.Return(batch);
                cancellation.ThrowIfCancellationRequested();
            }

            batch.Finish(slot, WriteSlot(batch, slot));
        }

        return batch;
    }

    private void Work()
    {
        try
        {
            while (Claim() is var (batch, slot))
                Finish(batch, slot, WriteSlot(batch, slot));
        }
        catch (Exception e)
        {
            // What is no sample's fault (no memory for a batch, say) surfaces on the consumer; a thread must not end the process.
            lock (gate)
            {
                fault ??= ExceptionDispatchInfo.Capture(e);
                Monitor.PulseAll(gate);
            }
        }
    }

    private void Finish(PendingBatch batch, int slot, Exception? error)
    {
        lock (gate)
        {
            batch.Finish(slot, error);
            if (batch.IsComplete)
                Monitor.PulseAll(gate);
        }
    }

    /// <summary>Takes the next slot; waits while the workers are far enough ahead; null when there is nothing left to do.</summary>
    private (PendingBatch Batch, int Slot)? Claim()
    {
        lock (gate)
        {
            while (!stopped)
            {
                if (filling is { IsClaimed: false })
                    return (filling, filling.NextSlot++);
                if (nextBatch >= plan.BatchCount)
                    return null;
                if (nextBatch - consumed <= prefetch)
                    Begin();
                else
                    Monitor.Wait(gate);
            }

            return null;
        }
    }

    private void Begin()
    {
        filling = store.Begin(nextBatch, plan.Indices(nextBatch));
        pending.Add(nextBatch++, filling);
    }

    private Exception? WriteSlot(PendingBatch batch, int slot)
    {
        try
        {
            writer.Write(batch, slot, plan.Epoch);
            return null;
        }
        catch (FoldlineException e)
        {
            return e;
        }
    }
}
