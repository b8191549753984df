using Foldline.Models.Weights.Downloads;
using Foldline.Pipelines.Preparing;
using Foldline.Training.Logging;

namespace Foldline.Pipelines.Stages;

/// <summary>Shows nothing.</summary>
public sealed class SilentObserver : IRunObserver
{
    /// <inheritdoc/>
    public void StageStarted(string name)
    {
    }

    /// <inheritdoc/>
    public void Warned(string message)
    {
    }

    /// <inheritdoc/>
    public void Downloaded(DownloadProgress progress)
    {
    }

    /// <inheritdoc/>
    public void Prepared(PreparationProgress progress)
    {
    }

    /// <inheritdoc/>
    public void Trained(TrainingProgress progress)
    {
    }

    /// <inheritdoc/>
    public void Logged(int fold, LogRow row)
    {
    }

    /// <inheritdoc/>
    public void Predicted(int done, int total)
    {
    }
}
