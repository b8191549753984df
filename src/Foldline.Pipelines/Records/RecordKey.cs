using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Foldline.Data.TfRecords;
using Foldline.Pipelines.Recipes;

namespace Foldline.Pipelines.Records;

/// <summary>
/// A fingerprint of everything that records are built from: the queries, the content of the tables' files, and path, size and time of
/// change of every image. When any of it changes, so does the fingerprint.
/// </summary>
public static class RecordKey
{
    private const string Format = "records 2";

    /// <summary>Computes the fingerprint.</summary>
    /// <param name="recipe">Queries and tables.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="folder">The data folder.</param>
    /// <returns>32 hexadecimal digits.</returns>
    public static string Compute(Recipe recipe, SampleSet samples, string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, Format, recipe.Samples, recipe.Boxes ?? "", $"{recipe.Input.Kind} {recipe.Input.Image} {recipe.Input.IsChannelsLast}", Path.GetFullPath(folder));
        foreach (var table in recipe.Tables)
        {
            Add(hash, table.Name, table.File);
            if (TfRecordIndex.IsOf(table.File))
                AddFiles(hash, folder, TfRecordIndex.Files(folder, table.File));
            else
                AddContent(hash, Path.Combine(folder, table.File));
        }

        for (var i = 0; i < samples.Count; i++)
        {
            Add(hash, samples.Ids[i], samples.Places.IsEmpty ? "" : string.Create(CultureInfo.InvariantCulture, $"{samples.Places[i].Offset} {samples.Places[i].Length}"));
            AddFiles(hash, folder, [samples.Images[i]]);
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

    private static void AddFiles(IncrementalHash hash, string folder, IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            var file = new FileInfo(Path.Combine(folder, name));
            Add(hash, name, file.Exists ? string.Create(CultureInfo.InvariantCulture, $"{file.Length} {file.LastWriteTimeUtc.Ticks}") : "missing");
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
