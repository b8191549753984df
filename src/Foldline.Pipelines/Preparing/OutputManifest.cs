using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Foldline.Data;
using Foldline.Pipelines.Predictions;

namespace Foldline.Pipelines.Preparing;

/// <summary>The file <c>prepare.csv</c> of an output folder of arrays or TFRecord files: which are complete, so that they are not made again. Thread-safe.</summary>
internal sealed class OutputManifest
{
    private const string Header = "file,bytes,made_of";
    private readonly Lock gate = new();
    private readonly string folder;
    private readonly SortedDictionary<string, PreparedFile> files = new(StringComparer.Ordinal);

    /// <summary>Reads the manifest of a folder; empty when there is none.</summary>
    /// <exception cref="FoldlineException">FL4103 to FL4106: the file is damaged.</exception>
    public OutputManifest(string folder)
    {
        this.folder = folder;
        var path = Path.Combine(folder, PreparedPictures.FileName);
        if (!File.Exists(path))
            return;
        using var database = new DuckDatabase();
        database.CreateTableFromCsv("prepared", path, new CsvOptions
        {
            RequiredColumns = [.. Header.Split(',')],
            Types = ImmutableDictionary.CreateRange([KeyValuePair.Create("file", "VARCHAR"), KeyValuePair.Create("bytes", "BIGINT"), KeyValuePair.Create("made_of", "VARCHAR")]),
        });
        var rows = database.Query("SELECT * FROM prepared");
        var (names, bytes, madeOf) = (rows.Column("file").Strings(), rows.Column("bytes").Int64s(), rows.Column("made_of").Strings());
        for (var row = 0; row < names.Length; row++)
            files[names[row]] = new PreparedFile(names[row], bytes[row], madeOf[row]);
    }

    /// <summary>Whether a file is there, whole, and made of the same.</summary>
    /// <param name="file">Path in the folder.</param>
    /// <param name="madeOf">Fingerprint of its sources and settings.</param>
    public bool IsCurrent(string file, string madeOf)
    {
        lock (gate)
        {
            return files.TryGetValue(file, out var known)
                && known.MadeOf == madeOf
                && new FileInfo(Path.Combine(folder, file)) is { Exists: true } info
                && info.Length == known.Bytes;
        }
    }

    /// <summary>Notes a complete file.</summary>
    public void Add(string file, string madeOf)
    {
        var bytes = new FileInfo(Path.Combine(folder, file)).Length;
        lock (gate)
            files[file] = new PreparedFile(file, bytes, madeOf);
    }

    /// <summary>Forgets all files but these, and deletes the others.</summary>
    public void KeepOnly(IReadOnlySet<string> wanted)
    {
        lock (gate)
        {
            foreach (var file in files.Keys.Where(file => !wanted.Contains(file)).ToList())
            {
                File.Delete(Path.Combine(folder, file));
                files.Remove(file);
            }
        }
    }

    /// <summary>Writes the manifest.</summary>
    /// <exception cref="FoldlineException">FL1001: it cannot be written.</exception>
    public void Save()
    {
        var text = new StringBuilder(Header).Append('\n');
        lock (gate)
        {
            foreach (var file in files.Values)
                text.Append(CultureInfo.InvariantCulture, $"{CsvText.Quote(file.File)},{file.Bytes},{file.MadeOf}\n");
        }

        AtomicFile.WriteText(Path.Combine(folder, PreparedPictures.FileName), text.ToString());
    }

    private sealed record PreparedFile(string File, long Bytes, string MadeOf);
}
