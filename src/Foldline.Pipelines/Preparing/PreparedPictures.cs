using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Foldline.Data;
using Foldline.Pipelines.Predictions;

namespace Foldline.Pipelines.Preparing;

/// <summary>The file <c>prepare.csv</c> of an output folder: which pictures are complete, so that they are not made again.</summary>
internal static class PreparedPictures
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "prepare.csv";

    private const string Header = "source,source_bytes,picture,picture_bytes,dim0,dim1,pictures,settings";
    private static readonly string[] Texts = ["source", "picture", "settings"];
    private static readonly string[] Numbers = ["source_bytes", "picture_bytes", "dim0", "dim1", "pictures"];

    /// <summary>Reads the file; by source, empty when there is none.</summary>
    /// <exception cref="FoldlineException">FL4103 to FL4106: the file is damaged.</exception>
    public static IReadOnlyDictionary<string, PreparedPicture> Load(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return ImmutableDictionary<string, PreparedPicture>.Empty;
        using var database = new DuckDatabase();
        database.CreateTableFromCsv("prepared", path, new CsvOptions
        {
            Types = [.. Texts.Select(name => KeyValuePair.Create(name, "VARCHAR")), .. Numbers.Select(name => KeyValuePair.Create(name, "BIGINT"))],
        });
        var rows = database.Query("SELECT * FROM prepared ORDER BY rowid");
        var texts = Texts.Select(name => rows.Column(name).Strings()).ToArray();
        var numbers = Numbers.Select(name => rows.Column(name).Int64s()).ToArray();
        return Enumerable.Range(0, rows.RowCount)
            .Select(row => new PreparedPicture(
                texts[0][row], numbers[0][row], texts[1][row], numbers[1][row], (int)numbers[2][row], (int)numbers[3][row], (int)numbers[4][row], texts[2][row]))
            .DistinctBy(picture => picture.Source)
            .ToDictionary(picture => picture.Source, StringComparer.Ordinal);
    }

    /// <summary>Writes the file.</summary>
    /// <exception cref="FoldlineException">FL1001: it cannot be written.</exception>
    public static void Save(string folder, IEnumerable<PreparedPicture> pictures)
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (var picture in pictures)
        {
            text.Append(CultureInfo.InvariantCulture, $"{CsvText.Quote(picture.Source)},{picture.SourceBytes},{CsvText.Quote(picture.Picture)},{picture.PictureBytes},");
            text.Append(CultureInfo.InvariantCulture, $"{picture.Height},{picture.Width},{picture.Count},{picture.Settings}\n");
        }

        AtomicFile.WriteText(Path.Combine(folder, FileName), text.ToString());
    }

    /// <summary>Whether a picture is there, whole, not older than its source, and made as it would be made now.</summary>
    public static bool IsCurrent(PreparedPicture picture, SourceFile file, string settings, PreparationOptions options)
    {
        var source = new FileInfo(Path.Combine(options.DataFolder, file.Source));
        var made = new FileInfo(Path.Combine(options.OutFolder, file.Picture));
        return picture.Settings == settings
            && picture.Picture == file.Picture
            && made.Exists
            && made.Length == picture.PictureBytes
            && source.Exists
            && source.Length == picture.SourceBytes
            && source.LastWriteTimeUtc <= made.LastWriteTimeUtc;
    }
}
