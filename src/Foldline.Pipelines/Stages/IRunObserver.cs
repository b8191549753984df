using Foldline.Models.Weights.Downloads;
using Foldline.Pipelines.Preparing;
using Foldline.Training.Logging;

namespace Foldline.Pipelines.Stages;

/// <summary>Is told what a run does, to show it. Called from the run's threads, one call at a time.</summary>
public interface IRunObserver
{
    /// <summary>A stage begins.</summary>
    /// <param name="name">Such as <c>train fold 0</c>.</param>
    void StageStarted(string name);

    /// <summary>Something the user should know before trusting the result.</summary>
    /// <param name="message">A sentence.</param>
    void Warned(string message);

    /// <summary>More of a weights file has arrived.</summary>
    /// <param name="progress">How far the download is.</param>
    void Downloaded(DownloadProgress progress);

    /// <summary>An image was prepared.</summary>
    /// <param name="progress">How far the preparation is.</param>
    void Prepared(PreparationProgress progress);

    /// <summary>A batch was trained.</summary>
    /// <param name="progress">How far the training is.</param>
    void Trained(TrainingProgress progress);

    /// <summary>A line of the log was finished.</summary>
    /// <param name="fold">Fold number from 0.</param>
    /// <param name="row">The line.</param>
    void Logged(int fold, LogRow row);

    /// <summary>A batch was predicted.</summary>
    /// <param name="done">Samples done.</param>
    /// <param name="total">Samples in all.</param>
    void Predicted(int done, int total);
}
