using Foldline.Models.Weights.Downloads;

namespace Foldline.Cli.Progress;

/// <summary>Passes on the share of a download that is done.</summary>
/// <param name="share">Receives 0 … 1.</param>
internal sealed class DownloadShare(IProgress<double> share) : IProgress<DownloadProgress>
{
    /// <inheritdoc/>
    public void Report(DownloadProgress value) => share.Report(DownloadText.Share(value));
}
