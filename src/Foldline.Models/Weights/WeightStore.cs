using Foldline.Models.Weights.Downloads;

namespace Foldline.Models.Weights;

/// <summary>Gets weights onto this machine: from the caches that Python's libraries share, else by download.</summary>
/// <param name="settings">Hub, folders, token.</param>
public sealed class WeightStore(HubSettings settings)
{
    /// <summary>A store with the settings of the environment.</summary>
    /// <exception cref="FoldlineException">FL2237: HF_ENDPOINT is no web address.</exception>
    public WeightStore()
        : this(HubSettings.FromEnvironment())
    {
    }

    /// <summary>The settings.</summary>
    public HubSettings Settings => settings;

    /// <summary>Path of weights that are on this machine; null when they are not.</summary>
    /// <param name="source">The weights.</param>
    public string? Find(WeightSource source)
    {
        if (source.File is not null)
            return source.File;
        if (source.Address is { } address)
            return new UrlDownload(settings, null).PathOf(address) is var path && File.Exists(path) ? path : null;
        if (source.Repository is { } repository)
            return HuggingFaceCache.Find(settings.CacheFolder, repository.Id, repository.Revision, FilesOf(repository));
        return source.Published?.Repository is { } published ? HuggingFaceCache.FindWeights(published, settings.CacheFolder) : null;
    }

    /// <summary>Path of weights, which are downloaded when this machine does not have them. What has been downloaded is not asked for again.</summary>
    /// <param name="source">The weights.</param>
    /// <param name="progress">Receives how far a download is; called from other threads. May be null.</param>
    /// <param name="cancellation">Ends the download; what is there is kept for the next.</param>
    /// <exception cref="FoldlineException">FL2203: offline and not here, or published nowhere. FL2230 to FL2235: they cannot be downloaded.</exception>
    public string Fetch(WeightSource source, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (Find(source) is { } path)
            return path;
        var repository = source.Repository ?? (source.Published?.Repository is { } id ? new RepositoryName(id) : null);
        if (settings.IsOffline || (repository is null && source.Address is null))
            throw NotHere(source, repository);
        // The pool's threads carry the download, so that it runs the same from any thread.
        return Task.Run(
            () => source.Address is { } address
                ? new UrlDownload(settings, progress).FetchAsync(address, cancellation)
                : new HubDownload(settings, progress).FetchAsync(repository!, FilesOf(repository!), cancellation),
            cancellation).GetAwaiter().GetResult();
    }

    /// <summary>What has to be known to use weights: their card, or what timm says of published ones; null when nothing is known.</summary>
    /// <param name="source">The weights; those of a repository are downloaded when this machine does not have them.</param>
    /// <param name="progress">Receives how far a download is; may be null.</param>
    /// <param name="cancellation">Ends a download.</param>
    /// <returns>Mean and standard deviation of each channel, pixels in 0…1.</returns>
    /// <exception cref="FoldlineException">FL2203, FL2230 to FL2235: the repository cannot be had.</exception>
    public (IReadOnlyList<double> Mean, IReadOnlyList<double> Std)? PixelStatistics(
        WeightSource source, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default)
    {
        if ((source.Published ?? TableRow(source)) is { } row)
            return (row.Mean, row.Std);
        var path = source.Repository is null ? Find(source) : Fetch(source, progress, cancellation);
        return path is not null && ModelCard.Beside(path) is { } card ? (card.Mean, card.Std) : null;
    }

    private static PretrainedSettings? TableRow(WeightSource source) =>
        PretrainedTable.For(source.Model.Architecture).FirstOrDefault(row => row.Repository is { } repository && repository == source.Repository?.Id);

    private static IReadOnlyList<string> FilesOf(RepositoryName repository) => repository.File is { } file ? [file] : HuggingFaceCache.FileNames;

    private FoldlineException NotHere(WeightSource source, RepositoryName? repository)
    {
        var (uri, place) = (source.Address, repository) switch
        {
            ({ } address, _) => (address, new UrlDownload(settings, null).PathOf(address)),
            (_, { } name) => (
                new HubDownload(settings, null).Address(name, FilesOf(name)[0]),
                Path.Combine(HuggingFaceCache.RepositoryFolder(settings.CacheFolder, name.Id), "snapshots", name.Revision, FilesOf(name)[0])),
            _ => (null, ""),
        };
        var why = uri is null
            ? "they are in no repository of the hub. Give a weights file as model.pretrained"
            : $"HF_HUB_OFFLINE forbids a download. {DownloadErrors.ByHand(uri, place).TrimEnd('.')}";
        return FoldlineException.User(
            "FL2203",
            $"The weights '{source}' are not on this machine, and {why}; to train from scratch set model.pretrained=false.",
            null,
            ("model", source.Model.ToString()),
            ("repository", repository?.Id ?? ""),
            ("place", place));
    }
}
