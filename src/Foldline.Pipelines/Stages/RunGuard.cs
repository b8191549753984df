using Foldline.Pipelines.Runs;

namespace Foldline.Pipelines.Stages;

/// <summary>Keeps a run's status true to how its work ends.</summary>
internal static class RunGuard
{
    /// <summary>Does the work: the status says afterwards that it is done, was interrupted or has failed.</summary>
    /// <param name="run">The run.</param>
    /// <param name="work">Its work.</param>
    public static T Watch<T>(RunFolder run, Func<T> work)
    {
        try
        {
            var result = work();
            run.SetStatus(RunState.Done, "done");
            return result;
        }
        catch (OperationCanceledException)
        {
            run.SetStatus(RunState.Interrupted, StageOf(run));
            throw;
        }
        catch (FoldlineException e)
        {
            TrySetFailed(run, e);
            throw;
        }
    }

    private static string StageOf(RunFolder run) => RunStatus.Load(run.StatusPath)?.Stage ?? "prepare";

    /// <summary>The first error matters more than a status that cannot be written, on a full disk for one.</summary>
    private static void TrySetFailed(RunFolder run, FoldlineException error)
    {
        try
        {
            run.SetStatus(RunState.Failed, StageOf(run), $"{error.Code}: {error.Message}");
        }
        catch (FoldlineException)
        {
        }
    }
}
