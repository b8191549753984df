namespace Foldline.Tests;

/// <summary>The folder of the repository that the test program was built in.</summary>
public static class Repository
{
    /// <summary>Full path of the folder with <c>Foldline.slnx</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Full path of a file or folder.</summary>
    /// <param name="parts">Path below <see cref="Root"/>.</param>
    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Files below a folder, sorted by path; what was built (<c>bin</c>, <c>obj</c>) is left out.</summary>
    /// <param name="folder">Path below <see cref="Root"/>; a missing folder has no files.</param>
    /// <param name="extensions">Endings such as <c>.cs</c>.</param>
    public static IReadOnlyList<string> Files(string folder, params string[] extensions)
    {
        var path = At(folder);
        if (!Directory.Exists(path))
            return [];
        return
        [
            .. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                .Where(file => extensions.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)))
                .Where(file => !Relative(file).Split('/').Any(part => part is "bin" or "obj"))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>A full path as it is written in messages: below <see cref="Root"/>, with slashes.</summary>
    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string FindRoot()
    {
        for (var up = new DirectoryInfo(AppContext.BaseDirectory); up is not null; up = up.Parent)
        {
            if (File.Exists(Path.Combine(up.FullName, "Foldline.slnx")))
                return up.FullName;
        }

        throw new DirectoryNotFoundException($"Foldline.slnx was not found above '{AppContext.BaseDirectory}'.");
    }
}
