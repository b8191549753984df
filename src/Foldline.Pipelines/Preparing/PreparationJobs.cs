using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.ExceptionServices;

namespace Foldline.Pipelines.Preparing;

/// <summary>
/// Jobs of a preparation, each making one or several files, on several threads. What is wrong with a source is noted and the rest goes
/// on, unless the run is strict; what is no source's fault (a full disk) stops all.
/// </summary>
/// <param name="run">What the preparation works with.</param>
/// <param name="manifest">What is complete; saved as the work goes on.</param>
internal sealed class PreparationJobs(PreparationRun run, OutputManifest manifest)
{
    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(5);
    private readonly ConcurrentBag<RefusedFile> refused = [];
    private readonly Lock gate = new();
    private ExceptionDispatchInfo? fault;
    private FoldlineException? first;
    private int done;
    private int made;
    private long saved;

    /// <summary>Number of files made.</summary>
    public int Made => made;

    /// <summary>What was refused, in order.</summary>
    public ImmutableArray<RefusedFile> Refused => [.. refused.OrderBy(file => file.Source, StringComparer.Ordinal)];

    /// <summary>Runs the jobs.</summary>
    /// <param name="jobs">Number of files that a job is to make, and the job; it gets a way to refuse sources and says how many files it made.</param>
    /// <param name="kept">Files that were complete before.</param>
    public void Run(IReadOnlyList<(int Files, Func<Action<string, FoldlineException>, int> Work)> jobs, int kept)
    {
        var total = kept + jobs.Sum(job => job.Files);
        var start = saved = run.Time.GetTimestamp();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, run.Options.Threads) };
        Parallel.ForEach(jobs, options, (job, state) =>
        {
            if (run.Cancellation.IsCancellationRequested || fault is not null || (run.Options.IsStrict && first is not null))
            {
                state.Stop();
                return;
            }

            Do(job.Work);
            lock (gate)
            {
                done += job.Files;
                var seconds = run.Time.GetElapsedTime(start).TotalSeconds;
                run.Report?.Invoke(new PreparationProgress(kept + done, total, refused.Count, seconds > 0 ? done / seconds : 0));
                SaveNowAndThen();
            }
        });
        manifest.Save();
        PreparedTables.WriteErrors(run.Options.OutFolder, Refused);
        fault?.Throw();
        if (run.Options.IsStrict && first is not null)
            throw first;
        run.Cancellation.ThrowIfCancellationRequested();
    }

    private void Do(Func<Action<string, FoldlineException>, int> work)
    {
        try
        {
            Interlocked.Add(ref made, work(Refuse));
        }
        catch (Exception e)
        {
            // A full disk, or a fault of ours: the others stop as well.
            lock (gate)
                fault ??= ExceptionDispatchInfo.Capture(e);
        }
    }

    private void Refuse(string source, FoldlineException error)
    {
        refused.Add(RefusedFile.Of(source, error));
        lock (gate)
            first ??= error;
    }

    private void SaveNowAndThen()
    {
        if (run.Time.GetElapsedTime(saved) < SaveEvery)
            return;
        manifest.Save();
        saved = run.Time.GetTimestamp();
    }
}
