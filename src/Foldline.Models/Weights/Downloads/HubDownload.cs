namespace Foldline.Models.Weights.Downloads;

/// <summary>
/// Fetches files of repositories into the cache that Hugging Face's libraries keep and read: contents under <c>blobs</c> by their hash,
/// <c>snapshots/COMMIT/FILE</c> linking to them, <c>refs/BRANCH</c> naming the commit. Several processes may fetch at once.
/// </summary>
/// <param name="settings">Hub, cache, token.</param>
/// <param name="progress">Receives how far the download is; may be null.</param>
internal sealed class HubDownload(HubSettings settings, IProgress<DownloadProgress>? progress)
{
    private readonly HttpSource source = new(settings);

    /// <summary>Fetches the first of several files that the repository has.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="files">Names in order of preference.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>Path of the file in its snapshot.</returns>
    /// <exception cref="FoldlineException">FL2230 to FL2235.</exception>
    public async Task<string> FetchAsync(RepositoryName repository, IReadOnlyList<string> files, CancellationToken cancellation)
    {
        try
        {
            foreach (var file in files)
            {
                if (await HubFile.AskAsync(source, repository, Address(repository, file), settings.Token is not null, cancellation).ConfigureAwait(false) is { } found)
                {
                    var path = await StoreAsync(repository, file, found, cancellation).ConfigureAwait(false);
                    await TryFetchCardAsync(repository with { Revision = found.Commit }, cancellation).ConfigureAwait(false);
                    return path;
                }
            }
        }
        catch (HttpRequestException e)
        {
            var place = Path.Combine(HuggingFaceCache.RepositoryFolder(settings.CacheFolder, repository.Id), "snapshots", repository.Revision, files[0]);
            throw DownloadErrors.NoNetwork($"{repository.Id}/{files[0]}", Address(repository, files[0]), place, e);
        }

        throw FoldlineException.User(
            "FL2234",
            $"'{repository.Id}' has no file {string.Join(" or ", files.Select(file => $"'{file}'"))} at {settings.Endpoint}. Check the name, or name a file: {repository.Id}/FILE.",
            null,
            ("repository", repository.Id));
    }

    /// <summary>The address of a file.</summary>
    public Uri Address(RepositoryName repository, string file) =>
        new($"{settings.Endpoint.ToString().TrimEnd('/')}/{repository.Id}/resolve/{Uri.EscapeDataString(repository.Revision)}/{file}");

    // The card says how pixels are scaled; weights without one are of use too.
    private async Task TryFetchCardAsync(RepositoryName repository, CancellationToken cancellation)
    {
        const string Card = "config.json";
        try
        {
            if (await HubFile.AskAsync(source, repository, Address(repository, Card), settings.Token is not null, cancellation).ConfigureAwait(false) is { } found)
                await StoreAsync(repository, Card, found, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or FoldlineException)
        {
        }
    }

    private async Task<string> StoreAsync(RepositoryName repository, string file, HubFile found, CancellationToken cancellation)
    {
        var folder = HuggingFaceCache.RepositoryFolder(settings.CacheFolder, repository.Id);
        var blob = Path.Combine(folder, "blobs", found.Etag);
        var locks = Path.Combine(settings.CacheFolder, ".locks", Path.GetFileName(folder));
        using (await FileLock.TakeAsync(Path.Combine(locks, $"{found.Etag}.lock"), cancellation).ConfigureAwait(false))
        {
            // Another process may have fetched it while this one waited.
            if (!File.Exists(blob))
                await DownloadAsync(repository, file, found, blob, cancellation).ConfigureAwait(false);
            var snapshot = Path.Combine(folder, "snapshots", found.Commit, file);
            Link(snapshot, blob);
            if (repository.Revision != found.Commit)
                AtomicFile.WriteText(Path.Combine(folder, "refs", repository.Revision), found.Commit);
            return snapshot;
        }
    }

    private async Task DownloadAsync(RepositoryName repository, string file, HubFile found, string blob, CancellationToken cancellation)
    {
        var what = $"{repository.Id}/{file}";
        var partial = new PartialFile(source, settings, $"{blob}.incomplete");
        var isContinued = partial.Length > 0;
        var check = ContentCheck.OfHub(found.Etag, found.Size);
        await partial.CompleteAsync(what, Address(repository, file), found.Size, progress, cancellation).ConfigureAwait(false);
        try
        {
            await check.RequireAsync($"{blob}.incomplete", what, cancellation).ConfigureAwait(false);
        }
        catch (FoldlineException e) when (e.Code == "FL2233" && isContinued)
        {
            // The part from an earlier try may be what is wrong: once more from the start.
            await partial.CompleteAsync(what, Address(repository, file), found.Size, progress, cancellation).ConfigureAwait(false);
            await check.RequireAsync($"{blob}.incomplete", what, cancellation).ConfigureAwait(false);
        }

        File.Move($"{blob}.incomplete", blob, overwrite: true);
    }

    private static void Link(string snapshot, string blob)
    {
        var parent = Path.GetDirectoryName(snapshot)!;
        Directory.CreateDirectory(parent);
        var target = Path.GetRelativePath(parent, blob);
        if (File.Exists(snapshot) && new FileInfo(snapshot).LinkTarget == target)
            return;
        File.Delete(snapshot);
        try
        {
            File.CreateSymbolicLink(snapshot, target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file system without links holds the content twice.
            AtomicFile.WriteThrough(snapshot, temporary => File.Copy(blob, temporary));
        }
    }
}
