using System.Text.RegularExpressions;
using Foldline.Data;
using Foldline.Data.TfRecords;
using Foldline.Pipelines.Recipes;

namespace Foldline.Pipelines.Doctor.Checks;

/// <summary>
/// Columns that say what belongs together (a patient, a recording) and lie on both sides of a fold. Looked for by their names, among the
/// columns of the samples and of every table that names the samples' ids.
/// </summary>
internal static partial class GroupCheck
{
    private const string Name = "groups";
    private const double KnownIds = 0.9;

    public static IEnumerable<Finding> Look(Examination examination)
    {
        if (examination.Folds is null)
            yield break;
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (var column in Columns(examination))
        {
            if (seen.Add(column.Name) && Crossing(examination, column) is { } finding)
                yield return finding;
        }
    }

    private static Finding? Crossing(Examination examination, GroupColumn column)
    {
        var split = examination.Folds!;
        List<(string Value, List<int> Folds, int Count)> groups =
        [
            .. Enumerable.Range(0, column.Values.Length)
                .Where(row => column.Values[row] is not null)
                .GroupBy(row => column.Values[row]!, row => split.FoldOf[row], StringComparer.Ordinal)
                .Select(group => (group.Key, group.Distinct().Order().ToList(), group.Count())),
        ];
        // A column that is never repeated, or that is always the same, groups nothing.
        if (groups.Count < 2 || groups.All(group => group.Count == 1))
            return null;
        var crossing = groups.Where(group => group.Folds.Count > 1).ToList();
        return crossing.Count == 0 ? null : new Finding(
            Name,
            Severity.Error,
            $"{crossing.Count} of {groups.Count} values of '{column.Name}' ({column.Origin}) are in more than one fold, with {crossing.Sum(group => group.Count)} of {column.Values.Length} samples: validation sees what training has seen.",
            $"Select the column in 'samples' and split by it, such as folds={{stratified_group: {{count: {split.FoldCount}, by: …, group: {column.Name}}}}}. If it groups nothing, skip this check (doctor.skip=[groups]).")
        {
            Evidence = Evidence.Of([.. crossing.OrderByDescending(group => group.Count).Select(group => $"{group.Value}: {group.Count} samples in folds {string.Join(", ", group.Folds)}")]),
        };
    }

    private static IEnumerable<GroupColumn> Columns(Examination examination)
    {
        var samples = examination.Data.Train;
        HashSet<string> used = new([.. examination.Recipe.Target.Columns, examination.Recipe.Input.Image, "id"], StringComparer.OrdinalIgnoreCase);
        foreach (var column in samples.Rows.Columns.Where(column => !used.Contains(column.Name) && IsGroupName(column.Name)))
            yield return new GroupColumn(column.Name, "a column of the samples", [.. Enumerable.Range(0, samples.Count).Select(column.Text)]);
        foreach (var table in examination.Recipe.Tables)
        {
            // The number of a record within its TFRecord file is a place and groups nothing.
            var isIndex = TfRecordIndex.IsOf(table.File);
            foreach (var column in OfTable(examination, table.Name).Where(column => !(isIndex && column.Name == "record")))
                yield return column;
        }
    }

    private static IEnumerable<GroupColumn> OfTable(Examination examination, string table)
    {
        var database = examination.Data.Database;
        var quoted = DuckDatabase.QuoteName(table);
        var names = database.Query($"SELECT * FROM {quoted} LIMIT 0").ColumnNames;
        var wanted = names.Where(IsGroupName).ToList();
        if (wanted.Count == 0)
            yield break;
        var ids = examination.Data.Train.Ids;
        foreach (var key in names)
        {
            var keys = TextsOf(database, quoted, key);
            Dictionary<string, int> places = new(StringComparer.Ordinal);
            for (var row = 0; row < keys.Length; row++)
            {
                if (keys[row] is { } id)
                    places.TryAdd(id, row);
            }

            if (ids.Count(places.ContainsKey) < KnownIds * ids.Length)
                continue;
            foreach (var name in wanted.Where(name => name != key))
            {
                var values = TextsOf(database, quoted, name);
                yield return new GroupColumn(name, $"table {table}", [.. ids.Select(id => places.TryGetValue(id, out var row) ? values[row] : null)]);
            }

            yield break;
        }
    }

    private static string?[] TextsOf(DuckDatabase database, string table, string column)
    {
        var rows = database.Query($"SELECT {DuckDatabase.QuoteName(column)} AS value FROM {table} ORDER BY rowid").Column("value");
        return [.. Enumerable.Range(0, rows.Count).Select(rows.Text)];
    }

    private static bool IsGroupName(string name) => Words().Matches(name).Any(word => GroupWords.Contains(word.Value));

    private static readonly HashSet<string> GroupWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "patient", "subject", "person", "participant", "donor", "animal", "individual", "group", "family", "case", "study", "visit", "session",
        "recording", "record", "eeg", "scan", "series", "video", "clip", "sequence", "scene", "slide", "specimen", "tissue", "tile", "wafer", "part", "batch", "serial",
    };

    // PatientID, patient_id and patientId alike.
    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+")]
    private static partial Regex Words();

    private sealed record GroupColumn(string Name, string Origin, string?[] Values);
}
