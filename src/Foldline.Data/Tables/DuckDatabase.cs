using System.Globalization;
using Foldline.Data.Duck;

namespace Foldline.Data;

/// <summary>
/// A DuckDB database: every table of a recipe lives here and every question is SQL. Nothing is fetched from the network and no
/// extension is loaded. Safe to use from several threads; calls run one after the other.
/// </summary>
public sealed class DuckDatabase : IDisposable
{
    private readonly DuckConnection connection;
    private readonly Lock gate = new();
    private readonly string dataFolder;

    /// <summary>Opens a database, in memory unless the options name a file.</summary>
    /// <param name="options">File, data folder, threads, memory; null takes the defaults.</param>
    /// <exception cref="FoldlineException">FL4110: the file cannot be opened; FL4111: a setting is refused.</exception>
    public DuckDatabase(DuckOptions? options = null)
    {
        options ??= new DuckOptions();
        dataFolder = Path.GetFullPath(options.DataFolder ?? ".");
        connection = new DuckConnection(options.Path ?? ":memory:", Settings(options));

        // The setting is a list with commas; a folder with one in its name serves calls but not bare names inside queries.
        if (!dataFolder.Contains(',', StringComparison.Ordinal))
            Execute($"SET file_search_path = {QuoteText(dataFolder)}");
    }

    /// <summary>Version of DuckDB's library, such as <c>v1.5.6</c>.</summary>
    public static string LibraryVersion => DuckConnection.Version;

    /// <summary>A name as SQL writes it, in double quotes.</summary>
    /// <param name="name">Name of a table or column.</param>
    public static string QuoteName(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A text as SQL writes it, in single quotes.</summary>
    /// <param name="text">Any text.</param>
    public static string QuoteText(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>Runs one or more statements whose result is not needed.</summary>
    /// <param name="sql">Statements, separated by semicolons.</param>
    /// <param name="cancellation">Stops a long statement.</param>
    /// <exception cref="FoldlineException">FL4101: DuckDB refused; the message has its words and the query.</exception>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public void Execute(string sql, CancellationToken cancellation = default) => _ = Query(sql, cancellation);

    /// <summary>Runs a query and reads its whole result.</summary>
    /// <param name="sql">A query; of several statements the last one gives the result.</param>
    /// <param name="parameters">Values for <c>?</c> or <c>$1</c>, <c>$2</c> … of the last statement: null, booleans, numbers, texts, dates, byte arrays.</param>
    /// <exception cref="FoldlineException">FL4101: DuckDB refused; FL4107: a column of a type without counterpart; FL4108: the parameters do not fit.</exception>
    public Table Query(string sql, params ReadOnlySpan<object?> parameters) => Query(sql, CancellationToken.None, parameters);

    /// <param name="sql">A query; of several statements the last one gives the result.</param>
    /// <param name="cancellation">Stops a long query.</param>
    /// <param name="parameters">Values for <c>?</c> or <c>$1</c>, <c>$2</c> … of the last statement.</param>
    /// <inheritdoc cref="Query(string, ReadOnlySpan{object?})"/>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public Table Query(string sql, CancellationToken cancellation, params ReadOnlySpan<object?> parameters)
    {
        try
        {
            return Run(sql, parameters, cancellation);
        }
        catch (DuckFaultException refused)
        {
            throw refused.Fault.ToException();
        }
    }

    /// <summary>The full path of a table's file: relative paths start at the data folder.</summary>
    /// <param name="path">Path of a file.</param>
    public string ResolvePath(string path) => Path.GetFullPath(path, dataFolder);

    /// <summary>Makes a table (or view) from a file, by its extension: <c>.csv</c>, <c>.tsv</c>, <c>.parquet</c>, <c>.json</c>, <c>.jsonl</c>, <c>.ndjson</c>; text files may end in <c>.gz</c>.</summary>
    /// <param name="name">Name of the new table; one that exists is replaced.</param>
    /// <param name="path">File, relative to the data folder.</param>
    /// <param name="cancellation">Stops the loading.</param>
    /// <exception cref="FoldlineException">FL4102: no such file; FL4104: malformed; FL4109: unknown extension.</exception>
    public void CreateTableFromFile(string name, string path, CancellationToken cancellation = default)
    {
        var plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        switch (Path.GetExtension(plain).ToLowerInvariant())
        {
            case ".csv" or ".tsv":
                CreateTableFromCsv(name, path, null, cancellation);
                break;
            case ".parquet":
                CreateTableFromParquet(name, path, cancellation);
                break;
            case ".json" or ".jsonl" or ".ndjson":
                CreateTableFromJson(name, path, cancellation);
                break;
            default:
                throw FoldlineException.User("FL4109", $"Table '{name}': '{path}' is of no known kind. Give a .csv, .tsv, .parquet, .json, .jsonl or .ndjson file.", null, ("file", path));
        }
    }

    /// <summary>Loads a CSV file in the order of its rows, so that <c>rowid</c> is the row number from 0 (folds depend on it).</summary>
    /// <param name="name">Name of the new table; one that exists is replaced.</param>
    /// <param name="path">File, relative to the data folder; may be gzipped.</param>
    /// <param name="options">Separator, required columns, types; null takes the defaults.</param>
    /// <param name="cancellation">Stops the loading.</param>
    /// <exception cref="FoldlineException">FL4102: no such file; FL4103: a required column is missing; FL4104: malformed, with the line.</exception>
    public void CreateTableFromCsv(string name, string path, CsvOptions? options = null, CancellationToken cancellation = default) =>
        new CsvLoader(this, name, Existing(name, path), options ?? new CsvOptions()).Load(cancellation);

    /// <summary>Makes a view of a Parquet file: columns are read when a query needs them, rows keep the file's order.</summary>
    /// <param name="name">Name of the new view; one that exists is replaced.</param>
    /// <param name="path">File, relative to the data folder.</param>
    /// <param name="cancellation">Stops the loading.</param>
    /// <exception cref="FoldlineException">FL4102: no such file; FL4104: not a Parquet file.</exception>
    public void CreateTableFromParquet(string name, string path, CancellationToken cancellation = default)
    {
        var file = Existing(name, path);
        RunOnFile(file, $"CREATE OR REPLACE VIEW {QuoteName(name)} AS SELECT * FROM read_parquet({QuoteText(file)})", cancellation);
    }

    /// <summary>Loads a JSON file: an array of objects, or one object a line.</summary>
    /// <param name="name">Name of the new table; one that exists is replaced.</param>
    /// <param name="path">File, relative to the data folder; may be gzipped.</param>
    /// <param name="cancellation">Stops the loading.</param>
    /// <exception cref="FoldlineException">FL4102: no such file; FL4104: malformed.</exception>
    public void CreateTableFromJson(string name, string path, CancellationToken cancellation = default)
    {
        var file = Existing(name, path);
        RunOnFile(file, $"CREATE OR REPLACE TABLE {QuoteName(name)} AS SELECT * FROM read_json({QuoteText(file)}, sample_size = -1)", cancellation);
    }

    /// <summary>Reads a whole file without keeping it as a table; kinds of files are those of <see cref="CreateTableFromFile"/>.</summary>
    /// <param name="path">File, relative to the data folder.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="FoldlineException">FL4102: no such file; FL4104: malformed; FL4109: unknown extension.</exception>
    public Table ReadFile(string path, CancellationToken cancellation = default)
    {
        const string name = "file";
        if (path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase))
        {
            var file = Existing(name, path);
            return RunOnFile(file, $"SELECT * FROM read_parquet({QuoteText(file)})", cancellation);
        }

        CreateTableFromFile(name, path, cancellation);
        try
        {
            return Query($"SELECT * FROM {QuoteName(name)}", cancellation);
        }
        finally
        {
            Execute($"DROP TABLE {QuoteName(name)}", CancellationToken.None);
        }
    }

    /// <summary>Copies a table from memory into the database.</summary>
    /// <param name="name">Name of the new table; one that exists is replaced.</param>
    /// <param name="table">Rows to append in their order.</param>
    /// <param name="cancellation">Stops the copying.</param>
    public void CreateTable(string name, Table table, CancellationToken cancellation = default)
    {
        var columns = table.Columns.Select(column => $"{QuoteName(column.Name)} {ColumnStorage.Sql(column.Type)}");
        Execute($"CREATE OR REPLACE TABLE {QuoteName(name)} ({string.Join(", ", columns)})", cancellation);
        lock (gate)
        {
            try
            {
                using var appender = new DuckAppender(connection.Handle, name, table.Columns);
                appender.Append(table.Columns, table.RowCount, cancellation);
            }
            catch (DuckFaultException refused)
            {
                throw refused.Fault.ToException();
            }
        }
    }

    /// <summary>Writes a query's result as Parquet (zstd), replacing the file as a whole.</summary>
    /// <param name="sql">A single SELECT.</param>
    /// <param name="path">File, relative to the data folder.</param>
    /// <param name="cancellation">Stops the writing; the old file stays.</param>
    /// <exception cref="FoldlineException">FL1001: the file cannot be written; FL4101: the query is refused.</exception>
    public void WriteParquet(string sql, string path, CancellationToken cancellation = default) =>
        Write(sql, path, "FORMAT parquet, COMPRESSION zstd", cancellation);

    /// <summary>The same compressed with Snappy, as pandas does it.</summary>
    /// <inheritdoc cref="WriteParquet"/>
    public void WriteSnappyParquet(string sql, string path, CancellationToken cancellation = default) =>
        Write(sql, path, "FORMAT parquet, COMPRESSION snappy", cancellation);

    /// <summary>Writes a query's result as CSV with a header, replacing the file as a whole. Floating point is written in the shortest form that reads back equal.</summary>
    /// <inheritdoc cref="WriteParquet"/>
    public void WriteCsv(string sql, string path, CancellationToken cancellation = default) =>
        Write(sql, path, "FORMAT csv, HEADER", cancellation);

    /// <summary>Closes the database.</summary>
    public void Dispose()
    {
        lock (gate)
            connection.Dispose();
    }

    /// <summary>Runs a statement whose failure is the file's fault.</summary>
    /// <exception cref="FoldlineException">FL4104, with the file and DuckDB's words.</exception>
    internal Table RunOnFile(string file, string sql, CancellationToken cancellation)
    {
        try
        {
            return Run(sql, [], cancellation);
        }
        catch (DuckFaultException refused)
        {
            var words = refused.Fault.Words;
            throw FoldlineException.User("FL4104", $"'{file}' cannot be read as a table: {FaultInFile(words)}. Correct the file.", refused, ("file", file), ("duckdb", words));
        }
    }

    /// <summary>DuckDB's words up to its advice on settings, which users of a recipe cannot follow.</summary>
    private static string FaultInFile(string words)
    {
        var fault = words.Split("\nPossible fixes:")[0];
        return string.Join("; ", fault.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).TrimEnd('.');
    }

    private static IEnumerable<(string Name, string Value)> Settings(DuckOptions options)
    {
        yield return ("autoinstall_known_extensions", "false");
        yield return ("autoload_known_extensions", "false");
        yield return ("allow_community_extensions", "false");

        // DuckDB 1.5.6 gives other rows than the first for QUALIFY row_number() OVER (… ORDER BY rowid) = 1 when it rewrites that.
        yield return ("disabled_optimizers", "top_n_window_elimination");
        if (options.Threads is { } threads)
            yield return ("threads", threads.ToString(CultureInfo.InvariantCulture));
        if (options.MemoryLimitBytes is { } bytes)
            yield return ("memory_limit", string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.###}KiB"));
    }

    private string Existing(string table, string path)
    {
        var file = ResolvePath(path);
        if (File.Exists(file))
            return file;

        var folder = Path.GetDirectoryName(file)!;
        string[] others = Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder).Select(other => Path.GetFileName(other)).Order(StringComparer.Ordinal)] : [];
        var hint = others.Length > 20 && NearestName.Find(Path.GetFileName(file), others) is null ? "" : NearestName.Hint(Path.GetFileName(file), others);
        throw FoldlineException.User("FL4102", $"Table '{table}': there is no file '{file}'.{hint} Correct the path or the data folder.", null, ("file", file), ("table", table));
    }

    private void Write(string sql, string path, string format, CancellationToken cancellation)
    {
        var query = sql.Trim().TrimEnd(';');
        AtomicFile.WriteThrough(ResolvePath(path), temporary =>
        {
            try
            {
                _ = Run($"COPY ({query}\n) TO {QuoteText(temporary)} ({format})", [], cancellation);
            }
            catch (DuckFaultException refused) when (refused.Fault.IsInputOutput)
            {
                throw new IOException(refused.Fault.Words, refused);
            }
            catch (DuckFaultException refused)
            {
                throw refused.Fault.ToException();
            }
        });
    }

    private Table Run(string sql, ReadOnlySpan<object?> parameters, CancellationToken cancellation)
    {
        lock (gate)
            return connection.Run(sql, parameters, cancellation);
    }
}
