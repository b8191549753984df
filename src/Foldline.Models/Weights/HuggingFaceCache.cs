namespace Foldline.Models.Weights;

/// <summary>Finds files in the cache that Hugging Face's libraries keep; nothing is downloaded.</summary>
public static class HuggingFaceCache
{
    /// <summary>Names of weights files in a repository, the preferred first.</summary>
    internal static IReadOnlyList<string> FileNames { get; } = ["model.safetensors", "pytorch_model.bin"];

    /// <summary>The cache's folder: <c>HF_HUB_CACHE</c>, else <c>HF_HOME/hub</c>, else <c>~/.cache/huggingface/hub</c>.</summary>
    public static string Folder() =>
        Environment.GetEnvironmentVariable("HF_HUB_CACHE") is { Length: > 0 } cache ? cache : Path.Combine(Home(), "hub");

    /// <summary>The weights file of a repository: that of <c>refs/main</c>, else of the newest snapshot.</summary>
    /// <param name="repository">Organisation and name: <c>timm/resnet34d.ra2_in1k</c>.</param>
    /// <param name="folder">The cache; left out: <see cref="Folder"/>.</param>
    /// <returns>Path of the file, or null when the cache does not have it.</returns>
    public static string? FindWeights(string repository, string? folder = null) =>
        Find(folder ?? Folder(), repository, "main", FileNames) ?? NewestSnapshot(folder ?? Folder(), repository);

    /// <summary>The first of several files that a revision of a repository has; null when none is there.</summary>
    internal static string? Find(string folder, string repository, string revision, IReadOnlyList<string> files)
    {
        var root = RepositoryFolder(folder, repository);
        var reference = Path.Combine(root, "refs", revision);
        var commit = File.Exists(reference) ? Path.GetFileName(File.ReadAllText(reference).Trim()) : revision;
        return files.Select(file => Path.Combine(root, "snapshots", commit, file)).FirstOrDefault(File.Exists);
    }

    /// <summary>The folder of a repository in a cache.</summary>
    internal static string RepositoryFolder(string folder, string repository) =>
        Path.Combine(folder, $"models--{repository.Replace("/", "--", StringComparison.Ordinal)}");

    /// <summary>Where Hugging Face's libraries keep what is theirs: <c>HF_HOME</c>, else <c>~/.cache/huggingface</c>.</summary>
    internal static string Home() =>
        Environment.GetEnvironmentVariable("HF_HOME") is { Length: > 0 } home ? home : Path.Combine(UserCache(), "huggingface");

    /// <summary>The user's folder for caches: <c>XDG_CACHE_HOME</c>, else <c>~/.cache</c>.</summary>
    internal static string UserCache() => Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } xdg
        ? xdg
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");

    private static string? NewestSnapshot(string folder, string repository)
    {
        var snapshots = new DirectoryInfo(Path.Combine(RepositoryFolder(folder, repository), "snapshots"));
        return !snapshots.Exists ? null : snapshots.EnumerateDirectories()
            .OrderByDescending(entry => entry.LastWriteTimeUtc)
            .SelectMany(revision => FileNames, (revision, name) => Path.Combine(revision.FullName, name))
            .FirstOrDefault(File.Exists);
    }
}
