using System.Text;

namespace Foldline.Data.TfRecords;

/// <summary>
/// TFRecord files as a table: for each record its <c>file</c>, <c>record</c> (number in the file), <c>offset</c> and <c>length</c>, and
/// the features of its Example that are numbers or short texts. Lists of several numbers become lists; pictures are left out.
/// </summary>
public static class TfRecordIndex
{
    private const int LongestText = 256;
    private const int HeaderSize = 12;
    private const int FooterSize = 4;
    private static readonly string[] PlaceColumns = ["file", "record", "offset", "length"];

    /// <summary>Whether a table's file is meant: its name ends in <c>.tfrec</c>, <c>.tfrecord</c> or <c>.tfrecords</c>.</summary>
    /// <param name="file">A file name, perhaps with wildcards.</param>
    public static bool IsOf(string file) => Path.GetExtension(file).ToUpperInvariant() is ".TFREC" or ".TFRECORD" or ".TFRECORDS";

    /// <summary>The files of a name with wildcards (<c>*</c>, <c>?</c>) in its last part, in the order of their names.</summary>
    /// <param name="folder">Folder that the name starts from.</param>
    /// <param name="name">Such as <c>train/*.tfrec</c>.</param>
    /// <returns>Paths relative to the folder.</returns>
    /// <exception cref="FoldlineException">FL4102: there is none.</exception>
    public static IReadOnlyList<string> Files(string folder, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var parent = Path.GetDirectoryName(name) ?? "";
        var path = Path.Combine(folder, parent);
        List<string> files = Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path, Path.GetFileName(name)).Select(file => Path.Combine(parent, Path.GetFileName(file))).Order(StringComparer.Ordinal)]
            : [];
        return files.Count > 0 ? files : throw FoldlineException.User("FL4102", $"There is no file '{Path.Combine(folder, name)}'. Correct the path or the data folder.", null, ("file", name));
    }

    /// <summary>Reads all records once and makes the table.</summary>
    /// <param name="folder">Folder that the files' names start from.</param>
    /// <param name="files">The files.</param>
    /// <param name="cancellation">Stops between records.</param>
    /// <exception cref="FoldlineException">FL4501 to FL4503: a file or record is damaged. FL4505: a file is compressed.</exception>
    public static Table Build(string folder, IReadOnlyList<string> files, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        var indexed = new List<IndexedRecord>[files.Count];
        var options = new ParallelOptions { CancellationToken = cancellation };
        try
        {
            Parallel.For(0, files.Count, options, i => indexed[i] = Read(folder, files[i], cancellation));
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<FoldlineException>().FirstOrDefault() is { } first)
        {
            throw first;
        }

        List<IndexedRecord> records = [.. indexed.SelectMany(file => file)];
        var features = records.SelectMany(record => record.Features.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return new Table(
        [
            TableColumn.Of("file", records.Select(record => record.Place.File).ToArray()),
            TableColumn.Of("record", records.Select(record => record.Number).ToArray()),
            TableColumn.Of("offset", records.Select(record => record.Place.Offset).ToArray()),
            TableColumn.Of("length", records.Select(record => record.Place.Length).ToArray()),
            .. features.Select(name => Column(name, records)).OfType<TableColumn>(),
        ]);
    }

    private static List<IndexedRecord> Read(string folder, string file, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, file);
        var records = new List<IndexedRecord>();
        var offset = (long)HeaderSize;
        foreach (var bytes in TfRecordReader.Read(path, cancellation))
        {
            if (records.Count == 0 && !IsPlain(path, bytes.Length))
                throw Compressed(path);
            var example = Example.Parse(bytes, $"{path}, record {records.Count}");
            var features = example.Features.Where(feature => IsShort(feature.Value)).ToDictionary(StringComparer.Ordinal);
            records.Add(new IndexedRecord(new TfRecordPlace(file, offset, bytes.Length), records.Count, features));
            offset += bytes.Length + FooterSize + HeaderSize;
        }

        return records;
    }

    // A compressed file does not begin with the length of its first record.
    private static bool IsPlain(string path, int length)
    {
        using var stream = File.OpenRead(path);
        Span<byte> start = stackalloc byte[sizeof(long)];
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && BitConverter.ToInt64(start) == length;
    }

    private static bool IsShort(Feature feature) => feature.Kind switch
    {
        FeatureKind.Bytes => feature.Bytes is [var text] && text.Length <= LongestText && IsText(text.Span),
        null => false,
        _ => true,
    };

    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return !new UTF8Encoding(false, true).GetString(bytes).Any(char.IsControl);
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static TableColumn? Column(string name, List<IndexedRecord> records)
    {
        var title = PlaceColumns.Contains(name, StringComparer.OrdinalIgnoreCase) ? $"feature_{name}" : name;
        var features = records.ConvertAll(record => record.Features.GetValueOrDefault(name));
        var kinds = features.OfType<Feature>().Select(feature => feature.Kind).Distinct().ToList();
        if (kinds is not [var kind])
            return null;
        var isSingle = features.All(feature => feature is { Int64.Length: 1 } or { Float.Length: 1 } or { Bytes.Length: 1 });
        return (kind, isSingle) switch
        {
            (FeatureKind.Int64, true) => TableColumn.Of(title, features.Select(feature => feature!.Int64[0]).ToArray()),
            (FeatureKind.Float, true) => TableColumn.Of(title, features.Select(feature => feature!.Float[0]).ToArray()),
            (FeatureKind.Int64, _) => TableColumn.Of(title, features.Select(feature => feature?.Int64.ToArray() ?? []).ToArray()),
            (FeatureKind.Float, _) => TableColumn.Of(title, features.Select(feature => feature?.Float.ToArray() ?? []).ToArray()),
            _ => TableColumn.Of(title, features.Select(feature => feature is { Bytes: [var text] } ? Encoding.UTF8.GetString(text.Span) : null!).ToArray()),
        };
    }

    private static FoldlineException Compressed(string path) => FoldlineException.User(
        "FL4505",
        $"'{path}' is compressed as a whole, so single records cannot be read from it. Unpack it (gunzip), or write it without compression.",
        null,
        ("file", path));

    private sealed record IndexedRecord(TfRecordPlace Place, int Number, IReadOnlyDictionary<string, Feature> Features);
}
