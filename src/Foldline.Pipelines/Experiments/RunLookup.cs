using Foldline.Pipelines.Runs;

namespace Foldline.Pipelines.Experiments;

/// <summary>Finds run folders below a folder that holds them, and the one that a word of the command line means.</summary>
/// <param name="root">Folder that holds run folders, such as <c>runs</c>; it need not exist.</param>
public sealed class RunLookup(string root)
{
    /// <summary>The word for the newest run.</summary>
    public const string Latest = "latest";

    private const int Shown = 5;

    /// <summary>All run folders, oldest first: <c>root/recipe/run</c>, whatever has a recipe in it.</summary>
    public IReadOnlyList<string> All()
    {
        if (!Directory.Exists(root))
            return [];
        return
        [
            .. Directory.EnumerateDirectories(Path.GetFullPath(root))
                .SelectMany(Directory.EnumerateDirectories)
                .Where(IsRun)
                .OrderBy(path => RunFolder.StartOf(path) ?? File.GetLastWriteTimeUtc(RecipeOf(path)))
                // Names tell the second; of two runs in one second the later wrote its recipe later.
                .ThenBy(path => File.GetLastWriteTimeUtc(RecipeOf(path)))
                .ThenBy(path => path, StringComparer.Ordinal),
        ];
    }

    /// <summary>The run that a word means: the path of its folder, its id, a part of the id from its start that no other run has, or <c>latest</c>.</summary>
    /// <param name="word">What was typed.</param>
    /// <returns>Full path of the run's folder.</returns>
    /// <exception cref="FoldlineException">FL6042: the path of a folder that is no run. FL6510: there is no such run. FL6511: several runs fit.</exception>
    public string Find(string word)
    {
        if (Directory.Exists(word) && IsRun(word))
            return Path.TrimEndingDirectorySeparator(Path.GetFullPath(word));
        var all = All();
        if (word == Latest && all.Count > 0)
            return all[^1];
        var exact = all.Where(path => Path.GetFileName(path) == word).ToList();
        var found = exact.Count > 0 ? exact : word.Length == 0 ? [] : [.. all.Where(path => Path.GetFileName(path).StartsWith(word, StringComparison.Ordinal))];
        return found switch
        {
            [var one] => one,
            [] => throw Missing(word, all),
            _ => throw Ambiguous(word, found),
        };
    }

    /// <summary>Whether a folder is that of a run.</summary>
    /// <param name="folder">A folder.</param>
    public static bool IsRun(string folder) => File.Exists(RecipeOf(folder));

    private static string RecipeOf(string folder) => Path.Combine(folder, "recipe.yaml");

    private FoldlineException Missing(string word, IReadOnlyList<string> all)
    {
        if (Directory.Exists(word))
            throw FoldlineException.User("FL6042", $"'{word}' is no run folder: there is no 'recipe.yaml' in it. Give the folder of one run, such as runs/vinbigdata/20210131-142536-9f3a.", null, ("folder", word));
        var ids = all.Select(path => Path.GetFileName(path)!).ToList();
        var hint = ids.Count == 0 ? $" There are no runs in '{root}'; name the folder with --runs."
            : NearestName.Find(word, ids) is { } nearest ? $" Did you mean '{nearest}'?"
            : $" './foldline runs' lists the {ids.Count} in '{root}'; another folder is named with --runs.";
        return FoldlineException.User("FL6510", $"There is no run '{word}'. Expected is the path of a run's folder, its id, the start of its id, or '{Latest}'.{hint}", null, ("found", word), ("folder", root));
    }

    private static FoldlineException Ambiguous(string word, List<string> found)
    {
        var more = found.Count > Shown ? $" and {found.Count - Shown} more" : "";
        return FoldlineException.User(
            "FL6511",
            $"'{word}' may mean {found.Count} runs: {string.Join(", ", found.Take(Shown).Select(Path.GetFileName))}{more}. Give more of the id, or the path of the run's folder.",
            null,
            ("found", word));
    }
}
