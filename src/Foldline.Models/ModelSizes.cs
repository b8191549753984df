using System.Globalization;
using System.Text;

namespace Foldline.Models;

/// <summary>
/// The table of parameter counts, <c>sizes.tsv</c>: with 1,000 classes and 3 channels. A test compares it with the models, and
/// <c>foldline models --write-sizes FILE</c> makes it anew.
/// </summary>
public static class ModelSizes
{
    /// <summary>Builds every model and writes the table.</summary>
    /// <param name="path">File to create or replace.</param>
    /// <exception cref="FoldlineException">FL1001: the file cannot be written.</exception>
    public static void Write(string path)
    {
        var text = new StringBuilder("name\tparameters\n");
        foreach (var name in ModelRegistry.Names)
            text.Append(CultureInfo.InvariantCulture, $"{name}\t{ModelRegistry.CountParameters(name)}\n");
        AtomicFile.WriteText(path, text.ToString());
    }

    internal static Dictionary<string, long> Read() =>
        EmbeddedTable.Rows("sizes.tsv").ToDictionary(row => row[0], row => long.Parse(row[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
}
