using Foldline.Data;

namespace Foldline.Pipelines.Runs;

/// <summary>Reads a fold's <c>log.csv</c>.</summary>
internal static class TrainingLog
{
    /// <summary>The rows in their order.</summary>
    /// <param name="path">File of the log.</param>
    /// <exception cref="FoldlineException">FL4102 to FL4104: the file is missing or malformed.</exception>
    public static Table Read(string path)
    {
        using var database = new DuckDatabase();
        database.CreateTableFromCsv("log", path);
        return database.Query("SELECT * FROM log ORDER BY rowid");
    }
}
