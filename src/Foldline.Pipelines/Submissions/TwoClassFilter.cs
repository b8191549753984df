using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Foldline.Data;

namespace Foldline.Pipelines.Submissions;

/// <summary>
/// Filters a detector's submission by a classifier's probability p that an image is normal: p ≥ high replaces the detections by
/// "No finding" (<c>14 1 0 0 1 1</c>), low ≤ p &lt; high adds <c>14 p 0 0 1 1</c>, below low they stay.
/// Definition: the VinBigData "2 class filter" notebook.
/// </summary>
public static class TwoClassFilter
{
    private const string IdColumn = "image_id";
    private const string TextColumn = "PredictionString";

    /// <summary>The detections of one image after filtering.</summary>
    /// <param name="detections">Prediction string of the detector; may be empty.</param>
    /// <param name="normal">Probability that the image is normal, 0 … 1.</param>
    /// <param name="options">Thresholds.</param>
    public static string Apply(string detections, double normal, TwoClassFilterOptions options)
    {
        if (normal >= options.High)
            return "14 1 0 0 1 1";
        if (normal < options.Low)
            return detections;
        var box = $"14 {normal.ToString("R", CultureInfo.InvariantCulture)} 0 0 1 1";
        return string.IsNullOrWhiteSpace(detections) ? box : $"{detections} {box}";
    }

    /// <summary>Filters a file.</summary>
    /// <param name="detections">CSV with <c>image_id,PredictionString</c>.</param>
    /// <param name="probabilities">CSV with <c>image_id,target</c>, the target being the probability of "normal".</param>
    /// <param name="output">CSV to create or replace, rows in the order of <paramref name="detections"/>.</param>
    /// <param name="options">Thresholds.</param>
    /// <returns>Number of rows.</returns>
    /// <exception cref="FoldlineException">
    /// FL4102 to FL4104: a file is missing or malformed. FL6034: an image has no probability. FL6035: a prediction string is malformed.
    /// FL6036: a probability is not between 0 and 1, or an image is listed twice. FL6037: wrong thresholds. FL1001: cannot write.
    /// </exception>
    public static int FilterFile(string detections, string probabilities, string output, TwoClassFilterOptions? options = null)
    {
        options ??= new TwoClassFilterOptions();
        options.Validate();
        using var database = new DuckDatabase();
        database.CreateTableFromCsv("detections", detections, Csv(TextColumn, "VARCHAR"));
        database.CreateTableFromCsv("probabilities", probabilities, Csv("target", "DOUBLE"));
        var normal = ReadProbabilities(database, probabilities);
        var table = database.Query("SELECT image_id, PredictionString FROM detections ORDER BY rowid");
        var ids = table.Column(IdColumn).Strings("");
        var texts = table.Column(TextColumn).Strings("");

        var result = new StringBuilder($"{IdColumn},{TextColumn}\n");
        for (var row = 0; row < ids.Length; row++)
        {
            if (DetectionText.Fault(texts[row]) is { } fault)
                throw Malformed(detections, row, ids[row], fault);
            if (!normal.TryGetValue(ids[row], out var probability))
                throw NoProbability(detections, probabilities, row, ids[row]);
            result.Append(ids[row]).Append(',').Append(Apply(texts[row], probability, options)).Append('\n');
        }

        AtomicFile.WriteText(output, result.ToString());
        return ids.Length;
    }

    private static CsvOptions Csv(string column, string type) => new()
    {
        RequiredColumns = [IdColumn, column],
        Types = ImmutableDictionary.CreateRange([KeyValuePair.Create(IdColumn, "VARCHAR"), KeyValuePair.Create(column, type)]),
    };

    private static Dictionary<string, double> ReadProbabilities(DuckDatabase database, string file)
    {
        var table = database.Query("SELECT image_id, target FROM probabilities ORDER BY rowid");
        var ids = table.Column(IdColumn).Strings("");
        var values = table.Column("target").Doubles(double.NaN);
        var result = new Dictionary<string, double>(ids.Length, StringComparer.Ordinal);
        for (var row = 0; row < ids.Length; row++)
        {
            if (values[row] is not (>= 0 and <= 1))
                throw WrongProbability(file, row, ids[row], FormattableString.Invariant($"its target is {values[row]}; expected is a number from 0 to 1"));
            if (!result.TryAdd(ids[row], values[row]))
                throw WrongProbability(file, row, ids[row], "the image was listed before");
        }

        return result;
    }

    private static FoldlineException Malformed(string file, int row, string id, string fault) => FoldlineException.User(
        "FL6035",
        $"'{file}', row {row + 1} ('{id}'): the PredictionString is malformed: {fault}. Expected is 'class confidence x_min y_min x_max y_max', repeated.",
        null,
        ("file", file),
        ("row", $"{row + 1}"),
        ("id", id));

    private static FoldlineException NoProbability(string file, string probabilities, int row, string id) => FoldlineException.User(
        "FL6034",
        $"'{file}', row {row + 1}: the image '{id}' has no probability in '{probabilities}'. Predict all images of the detector's submission.",
        null,
        ("file", file),
        ("row", $"{row + 1}"),
        ("id", id));

    private static FoldlineException WrongProbability(string file, int row, string id, string cause) => FoldlineException.User(
        "FL6036",
        $"'{file}', row {row + 1} ('{id}'): {cause}. Give each image one probability of 'normal'.",
        null,
        ("file", file),
        ("row", $"{row + 1}"),
        ("id", id));
}
