using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Foldline.Pipelines.Recipes;

namespace Foldline.Pipelines.Records;

/// <summary>
/// A fingerprint of everything that records are built from: the queries, the content of the tables' files, and path, size and time of
/// change of every image. When any of it changes, so does the fingerprint.
/// </summary>
public static class RecordKey
{
    private const string Format = "records 1";

    /// <summary>Computes the fingerprint.</summary>
    /// <param name="recipe">Queries and tables.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="folder">The data folder.</param>
    /// <returns>32 hexadecimal digits.</returns>
    public static string Compute(Recipe recipe, SampleSet samples, string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, Format, recipe.Samples, recipe.Boxes ?? "", Path.GetFullPath(folder));
        foreach (var table in recipe.Tables)
        {
            Add(hash, table.Name, table.File);
            AddContent(hash, Path.Combine(folder, table.File));
        }

        for (var i = 0; i < samples.Count; i++)
        {
            var file = new FileInfo(Path.Combine(folder, samples.Images[i]));
            Add(hash, samples.Ids[i], samples.Images[i]);
            Add(hash, file.Exists ? string.Create(CultureInfo.InvariantCulture, $"{file.Length} {file.LastWriteTimeUtc.Ticks}") : "missing");
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..32];
    }

    private static void Add(IncrementalHash hash, params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text));
            hash.AppendData([0]);
        }
    }

    private static void AddContent(IncrementalHash hash, string path)
    {
        if (!File.Exists(path))
            return;
        using var file = File.OpenRead(path);
        hash.AppendData(SHA256.HashData(file));
    }
}
