using System.Globalization;
using System.Text.Json;
using Foldline.Pipelines.Runs;
using Foldline.Pipelines.Yaml;

namespace Foldline.Pipelines.Experiments;

/// <summary>Reads what a run's folder says of the run. Nothing but files of the folder is looked at, and nothing is locked: a run may be at work.</summary>
public static class RunReader
{
    private const int DefaultFolds = 5;

    /// <summary>Reads a run.</summary>
    /// <param name="folder">Its folder.</param>
    /// <exception cref="FoldlineException">FL6001 to FL6007: its recipe cannot be read. FL6513: its notes are damaged.</exception>
    public static RunEntry Read(string folder)
    {
        var path = Path.Combine(folder, "recipe.yaml");
        var recipe = NodeReader.Read(ReadText(path), path);
        var settings = new RecipeSettings(recipe);
        var metrics = RunMetricsReader.TryLoad(Path.Combine(folder, "metrics.json"));
        return new RunEntry
        {
            Folder = folder,
            Recipe = settings.Values.GetValueOrDefault("name", ""),
            Started = RunFolder.StartOf(folder) ?? File.GetLastWriteTimeUtc(path),
            Model = Members(folder) is { } members ? $"blend of {members}" : Model(settings),
            Status = RunStatus.Load(Path.Combine(folder, "status.json")),
            Metrics = metrics,
            FoldsDone = RunFolder.IsBlend(folder) ? metrics?.Folds.Count ?? 0 : PredictedFolds(folder),
            FoldsPlanned = RunFolder.IsBlend(folder) ? metrics?.Folds.Count : PlannedFolds(recipe as MapNode),
            Notes = new NotesFile(folder).Load(),
            Settings = settings,
        };
    }

    /// <summary>Reads all runs below a folder, newest first.</summary>
    /// <param name="root">Folder that holds run folders.</param>
    /// <param name="warn">Is told of runs whose files are damaged, which are left out.</param>
    public static IReadOnlyList<RunEntry> ReadAll(string root, Action<string> warn)
    {
        var entries = new List<RunEntry>();
        foreach (var folder in new RunLookup(root).All().Reverse())
        {
            try
            {
                entries.Add(Read(folder));
            }
            catch (FoldlineException e)
            {
                warn($"'{folder}' is left out: {e.Message}");
            }
        }

        return entries;
    }

    private static string ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FoldlineException.User("FL6001", $"The recipe '{path}' cannot be read: {e.Message} Check the run's folder.", e, ("file", path));
        }
    }

    private static string Model(RecipeSettings settings)
    {
        var name = settings.Values.GetValueOrDefault("model.name", "");
        return settings.Values.GetValueOrDefault("model.encoder", "null") is var encoder and not "null" ? $"{name} {encoder}" : name;
    }

    private static int? Members(string folder)
    {
        if (!RunFolder.IsBlend(folder))
            return null;
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "blend.json")));
            return json.RootElement.GetProperty("runs").GetArrayLength();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static int PredictedFolds(string folder) =>
        Directory.EnumerateDirectories(folder, "fold*").Count(fold => File.Exists(Path.Combine(fold, "predicted.json")));

    private static int? PlannedFolds(MapNode? recipe)
    {
        if ((recipe?.Find("train") as MapNode)?.Find("folds") is ListNode chosen)
            return chosen.Items.Length;
        if (recipe?.Find("folds") is not MapNode { Entries: [var part] })
            return null;
        return part.Key switch
        {
            "train_test" => 1,
            "column" => null,
            _ => (part.Value as MapNode)?.Find("count") is ScalarNode count && int.TryParse(count.Text, CultureInfo.InvariantCulture, out var number) ? number : DefaultFolds,
        };
    }
}
