using Foldline.Models.Weights.Downloads;
using Foldline.Pipelines.Preparing;
using Foldline.Pipelines.Stages;
using Foldline.Training.Logging;

namespace Foldline.Tests.Pipelines.Stages;

/// <summary>Writes down what a run said.</summary>
internal sealed class RecordingObserver : IRunObserver
{
    public List<string> Stages { get; } = [];

    public List<string> Warnings { get; } = [];

    public List<(int Fold, LogRow Row)> Rows { get; } = [];

    public List<DownloadProgress> Downloads { get; } = [];

    public TrainingProgress? LastProgress { get; private set; }

    /// <summary>Called after every batch.</summary>
    public Action<TrainingProgress>? AfterBatch { get; set; }

    public void StageStarted(string name) => Stages.Add(name);

    public void Warned(string message) => Warnings.Add(message);

    public void Downloaded(DownloadProgress progress) => Downloads.Add(progress);

    public void Prepared(PreparationProgress progress) => Assert.InRange(progress.Done, 0, progress.Total);

    public void Trained(TrainingProgress progress)
    {
        LastProgress = progress;
        AfterBatch?.Invoke(progress);
    }

    public void Logged(int fold, LogRow row) => Rows.Add((fold, row));

    public void Predicted(int done, int total) => Assert.InRange(done, 1, total);
}
