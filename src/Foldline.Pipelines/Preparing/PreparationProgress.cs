namespace Foldline.Pipelines.Preparing;

/// <summary>How far a preparation is.</summary>
/// <param name="Done">Files that need nothing more, refused ones among them.</param>
/// <param name="Total">Files in all.</param>
/// <param name="Refused">Files that gave no picture.</param>
/// <param name="FilesPerSecond">Speed since the start, without files that were complete before; 0 at first.</param>
public sealed record PreparationProgress(int Done, int Total, int Refused, double FilesPerSecond)
{
    /// <summary>Estimate of the time left; null when nothing is known yet.</summary>
    public TimeSpan? TimeLeft => FilesPerSecond > 0 ? TimeSpan.FromSeconds((Total - Done) / FilesPerSecond) : null;
}
