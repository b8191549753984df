namespace Foldline.Models;

/// <summary>Reads a table of tab-separated texts that lies inside the assembly.</summary>
internal static class EmbeddedTable
{
    /// <summary>The rows below the heading.</summary>
    /// <param name="name">Path of the file below the project's folder.</param>
    public static IEnumerable<string[]> Rows(string name)
    {
        using var stream = typeof(EmbeddedTable).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The table '{name}' is not part of the build.");
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
            yield return line.Split('\t');
    }
}
