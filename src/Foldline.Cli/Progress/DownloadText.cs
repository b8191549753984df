using System.Globalization;
using Foldline.Models.Weights.Downloads;

namespace Foldline.Cli.Progress;

/// <summary>A download in words.</summary>
internal static class DownloadText
{
    private const double Mega = 1e6;

    /// <summary>File and megabytes: <c>timm/resnet34d.ra2_in1k/model.safetensors 12.4 of 87.3 MB</c>.</summary>
    public static string Of(DownloadProgress progress)
    {
        var total = progress.Total is { } all ? string.Create(CultureInfo.InvariantCulture, $" of {all / Mega:0.0}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{progress.File} {progress.Done / Mega:0.0}{total} MB");
    }

    /// <summary>The share that is done, 0 … 1; 0 when the size is unknown.</summary>
    public static double Share(DownloadProgress progress) => progress.Total is > 0 and var total ? (double)progress.Done / total : 0;
}
