namespace Foldline.Models.Weights.Downloads;

/// <summary>Fetches weights from any web address into the folder that <c>torch.hub</c> keeps; a hash in the file's name is checked as there.</summary>
/// <param name="settings">Folder and pauses.</param>
/// <param name="progress">Receives how far the download is; may be null.</param>
internal sealed class UrlDownload(HubSettings settings, IProgress<DownloadProgress>? progress)
{
    /// <summary>Where the file of an address is kept.</summary>
    public string PathOf(Uri uri) => Path.Combine(settings.CheckpointFolder, FileName(uri));

    /// <summary>Fetches a file.</summary>
    /// <exception cref="FoldlineException">FL2230 to FL2235.</exception>
    public async Task<string> FetchAsync(Uri uri, CancellationToken cancellation)
    {
        var path = PathOf(uri);
        using (await FileLock.TakeAsync($"{path}.lock", cancellation).ConfigureAwait(false))
        {
            if (File.Exists(path))
                return path;
            var partial = new PartialFile(new HttpSource(settings), settings, $"{path}.incomplete");
            try
            {
                await partial.CompleteAsync(FileName(uri), uri, null, progress, cancellation).ConfigureAwait(false);
            }
            catch (HttpRequestException e)
            {
                throw DownloadErrors.NoNetwork(FileName(uri), uri, path, e);
            }

            await ContentCheck.OfFileName(FileName(uri)).RequireAsync($"{path}.incomplete", uri.ToString(), cancellation).ConfigureAwait(false);
            File.Move($"{path}.incomplete", path, overwrite: true);
            return path;
        }
    }

    private static string FileName(Uri uri) => Path.GetFileName(Uri.UnescapeDataString(uri.AbsolutePath)) is { Length: > 0 } name
        ? name
        : throw DownloadErrors.Unusable(uri, "it names no file");
}
