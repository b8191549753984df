using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Foldline.Data;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Yaml;

namespace Foldline.Pipelines.Preparing;

/// <summary>
/// Files made of what queries over the recipe's tables list: a query for each folder of the output. The recipe's tables are copied.
/// </summary>
public abstract record QueryPreparation : PreparationPart
{
    /// <summary>Folder within the output, and the query that lists what goes into it.</summary>
    public required ImmutableArray<(string Folder, string Sql)> Queries { get; init; }

    /// <summary>What each file of the output is made of, as a plan of jobs.</summary>
    /// <param name="rows">The rows of a folder's query.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="work">What the jobs work with.</param>
    private protected abstract IEnumerable<QueryJob> Plan(Table rows, string folder, QueryWork work);

    /// <inheritdoc/>
    public sealed override PreparationSummary Run(PreparationRun run)
    {
        var options = run.Options;
        if (Path.GetFullPath(options.OutFolder).TrimEnd('/') == Path.GetFullPath(options.DataFolder).TrimEnd('/'))
            throw FoldlineException.User("FL6062", $"The output folder '{options.OutFolder}' is the data folder. Choose another folder with --out.", null, ("folder", options.OutFolder));
        using var output = OutputFolder.Take(options, Queries.Select(query => query.Folder), run.Cancellation);
        var manifest = new OutputManifest(options.OutFolder);
        using var tables = new TableFiles();
        var work = new QueryWork(run, manifest, tables, SettingsOf(run.Recipe));
        var jobs = Plan(run, work);
        var wanted = jobs.SelectMany(job => job.Files).Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        if (options.Only is null)
            manifest.KeepOnly(wanted);
        var pending = jobs
            .Select(job => job with { Files = [.. job.Files.Where(file => !manifest.IsCurrent(file.Path, file.MadeOf))] })
            .Where(job => !job.Files.IsEmpty)
            .ToList();
        var kept = wanted.Count - pending.Sum(job => job.Files.Length);
        var runner = new PreparationJobs(run, manifest);
        runner.Run([.. pending.Select(job => (job.Files.Length, (Func<Action<string, FoldlineException>, int>)(refuse => job.Make(job.Files, refuse))))], kept);
        return new PreparationSummary(runner.Made, kept, runner.Refused, 0, [.. PreparedTables.CopyOthers(run.Recipe, options, [])]);
    }

    /// <summary>A fingerprint of texts and of a source file's size and time of change.</summary>
    private protected static string Fingerprint(string? path, params IEnumerable<string> texts)
    {
        var file = path is null ? null : new FileInfo(path);
        var source = file is { Exists: true } ? string.Create(CultureInfo.InvariantCulture, $"{file.Length} {file.LastWriteTimeUtc.Ticks}") : "none";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', texts.Append(source)))))[..16];
    }

    private List<QueryJob> Plan(PreparationRun run, QueryWork work)
    {
        using var database = new DuckDatabase(new DuckOptions { DataFolder = run.Options.DataFolder });
        foreach (var table in run.Recipe.Tables.Where(table => File.Exists(Path.Combine(run.Options.DataFolder, table.File))))
            database.CreateTableFromFile(table.Name, table.File, run.Cancellation);
        // A data folder of the test alone lacks the tables of the others.
        var queries = Queries.Where(query => run.Options.Only?.Any(file => file.StartsWith($"{query.Folder}/", StringComparison.Ordinal)) ?? true);
        List<QueryJob> jobs = [.. queries.SelectMany(query => Plan(database.Query(query.Sql, run.Cancellation), query.Folder, work))];
        if (jobs.Count == 0)
            throw FoldlineException.User("FL6061", "There is nothing to prepare: the queries of the recipe's section 'prepare' give no rows. Look at the tables and at the queries.", null, ("key", "prepare"));
        var twice = jobs.SelectMany(job => job.Files).GroupBy(file => file.Path, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? jobs : throw FoldlineException.User(
            "FL6064",
            $"The queries of the recipe's section 'prepare' name the file '{twice.Key}' {twice.Count()} times. Give each row a name of its own.",
            null,
            ("file", twice.Key));
    }

    // Which rows there are does not change what is made of one of them.
    private static string SettingsOf(Recipe recipe) => NodeWriter.Write(recipe.Prepare!.Arguments.Without("queries"));
}
