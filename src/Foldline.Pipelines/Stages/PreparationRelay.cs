using Foldline.Pipelines.Preparing;

namespace Foldline.Pipelines.Stages;

/// <summary>Tells an observer of a preparation, as a stage that begins with the first image that is made. Called by one thread at a time.</summary>
/// <param name="observer">Is told.</param>
internal sealed class PreparationRelay(IRunObserver observer)
{
    private bool isStarted;

    /// <summary>Passes on how far the preparation is.</summary>
    public void Report(PreparationProgress progress)
    {
        if (!isStarted)
            observer.StageStarted("prepare images");
        isStarted = true;
        observer.Prepared(progress);
    }
}
