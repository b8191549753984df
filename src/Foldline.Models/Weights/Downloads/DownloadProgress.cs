namespace Foldline.Models.Weights.Downloads;

/// <summary>How far a download is.</summary>
/// <param name="File">What is downloaded: <c>timm/resnet34d.ra2_in1k/model.safetensors</c>, or a URL's file name.</param>
/// <param name="Done">Bytes on the disk, those of an earlier try included.</param>
/// <param name="Total">Bytes in all; null when the server does not say.</param>
public readonly record struct DownloadProgress(string File, long Done, long? Total);
