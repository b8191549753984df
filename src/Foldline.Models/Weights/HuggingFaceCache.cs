namespace Foldline.Models.Weights;

/// <summary>Finds files in the cache that Hugging Face's libraries keep; nothing is downloaded.</summary>
public static class HuggingFaceCache
{
    private static readonly string[] FileNames = ["model.safetensors", "pytorch_model.bin"];

    /// <summary>The cache's folder: <c>HF_HUB_CACHE</c>, else <c>HF_HOME/hub</c>, else <c>~/.cache/huggingface/hub</c>.</summary>
    public static string Folder()
    {
        if (Environment.GetEnvironmentVariable("HF_HUB_CACHE") is { Length: > 0 } cache)
            return cache;
        if (Environment.GetEnvironmentVariable("HF_HOME") is { Length: > 0 } home)
            return Path.Combine(home, "hub");
        var data = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } xdg
            ? xdg
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return Path.Combine(data, "huggingface", "hub");
    }

    /// <summary>The weights file of a repository: that of <c>refs/main</c>, else of the newest snapshot.</summary>
    /// <param name="repository">Organisation and name: <c>timm/resnet34d.ra2_in1k</c>.</param>
    /// <param name="folder">The cache; left out: <see cref="Folder"/>.</param>
    /// <returns>Path of the file, or null when the cache does not have it.</returns>
    public static string? FindWeights(string repository, string? folder = null)
    {
        var root = Path.Combine(folder ?? Folder(), $"models--{repository.Replace("/", "--", StringComparison.Ordinal)}");
        var snapshots = Path.Combine(root, "snapshots");
        if (!Directory.Exists(snapshots))
            return null;
        return Revisions(root, snapshots)
            .SelectMany(revision => FileNames, (revision, name) => Path.Combine(revision, name))
            .FirstOrDefault(File.Exists);
    }

    private static IEnumerable<string> Revisions(string root, string snapshots)
    {
        var main = Path.Combine(root, "refs", "main");
        if (File.Exists(main))
            yield return Path.Combine(snapshots, Path.GetFileName(File.ReadAllText(main).Trim()));
        foreach (var snapshot in new DirectoryInfo(snapshots).EnumerateDirectories().OrderByDescending(entry => entry.LastWriteTimeUtc))
            yield return snapshot.FullName;
    }
}
