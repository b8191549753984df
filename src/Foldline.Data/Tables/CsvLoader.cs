namespace Foldline.Data;

/// <summary>Loads one CSV file into a table: checks the header, keeps texts such as <c>007</c>, keeps the order of rows.</summary>
internal sealed class CsvLoader(DuckDatabase database, string table, string file, CsvOptions options)
{
    /// <summary>Loads the file.</summary>
    public void Load(CancellationToken cancellation)
    {
        var names = CheckHeader();
        var types = TextColumns(names, cancellation).Select(name => KeyValuePair.Create(name, "VARCHAR")).Concat(options.Types)
            .DistinctBy(item => item.Key, StringComparer.OrdinalIgnoreCase)
            .ToList();
        var typing = types.Count == 0
            ? ""
            : $", types = {{{string.Join(", ", types.Select(item => $"{DuckDatabase.QuoteText(item.Key)}: {DuckDatabase.QuoteText(item.Value)}"))}}}";
        _ = database.RunOnFile(
            file,
            $"CREATE OR REPLACE TABLE {DuckDatabase.QuoteName(table)} AS SELECT * FROM {Reading("sample_size = -1" + typing)}",
            cancellation);
    }

    private string[] CheckHeader()
    {
        var names = CsvHeader.Read(file, Delimiter);
        foreach (var required in options.RequiredColumns.Concat(options.Types.Keys))
        {
            if (names.Contains(required, StringComparer.OrdinalIgnoreCase))
                continue;
            throw FoldlineException.User(
                "FL4103",
                $"'{file}' has no column '{required}'.{NearestName.Hint(required, names)} Correct the header or the name.",
                null,
                ("file", file),
                ("expected", required),
                ("found", string.Join(", ", names)));
        }

        return names;
    }

    /// <summary>
    /// Columns with a number that starts with a needless zero: guessing would make ids lose it. This first reading takes every field
    /// as text without guessing anything, so a row of wrong length is reported with its line.
    /// </summary>
    private IEnumerable<string> TextColumns(string[] names, CancellationToken cancellation)
    {
        var questions = names.Select(name => $"coalesce(bool_or(regexp_matches({DuckDatabase.QuoteName(name)}, '^[+-]?0[0-9]+$')), false)");
        var columns = string.Join(", ", names.Select(name => $"{DuckDatabase.QuoteText(name)}: 'VARCHAR'"));
        var answers = database.RunOnFile(file, $"SELECT {string.Join(", ", questions)} FROM {Reading($"auto_detect = false, columns = {{{columns}}}")}", cancellation);
        return names.Where((_, i) => (bool)answers.Columns[i][0]!);
    }

    private char Delimiter => options.Delimiter ?? (file.Contains(".tsv", StringComparison.OrdinalIgnoreCase) ? '\t' : ',');

    private string Reading(string settings)
    {
        var delimiter = DuckDatabase.QuoteText(Delimiter.ToString());
        return $"read_csv({DuckDatabase.QuoteText(file)}, header = true, skip = 0, delim = {delimiter}, quote = '\"', escape = '\"', comment = '', {settings})";
    }
}
