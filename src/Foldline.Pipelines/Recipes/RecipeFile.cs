using Foldline.Pipelines.Yaml;

namespace Foldline.Pipelines.Recipes;

/// <summary>Reads recipes from files: <c>extends</c>, then overrides, then the checks.</summary>
public static class RecipeFile
{
    /// <summary>Name of a file in a data folder with keys of a recipe that suit that data: laid over the recipe, below overrides.</summary>
    public const string SettingsName = "settings.yaml";

    private const int MaxExtends = 16;

    /// <summary>Reads a recipe file.</summary>
    /// <param name="path">Path of the YAML file.</param>
    /// <param name="overrides">Changes from the command line, applied in order.</param>
    /// <exception cref="FoldlineException">FL6001: the file cannot be read. FL6002 to FL6010: see <c>docs/errors.md</c>.</exception>
    public static Recipe Load(string path, params IEnumerable<RecipeOverride> overrides) =>
        RecipeReader.Read(overrides.Aggregate(ReadNode(path, []), (node, change) => change.Apply(node)));

    /// <summary>Reads a recipe file for a data folder, whose <see cref="SettingsName"/> is laid over it.</summary>
    /// <param name="path">Path of the YAML file.</param>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="overrides">Changes from the command line, applied in order.</param>
    /// <exception cref="FoldlineException">As <see cref="Load(string, IEnumerable{RecipeOverride})"/>.</exception>
    public static Recipe LoadFor(string path, string dataFolder, params IEnumerable<RecipeOverride> overrides)
    {
        var settings = Path.Combine(dataFolder, SettingsName);
        if (!File.Exists(settings))
            return Load(path, overrides);
        var merged = RecipeMerge.Merge(ReadNode(path, []), NodeReader.Read(ReadText(settings), settings));
        return RecipeReader.Read(overrides.Aggregate(merged, (node, change) => change.Apply(node)));
    }

    /// <summary>Reads a recipe from text; <c>extends</c> is relative to the current folder.</summary>
    /// <param name="yaml">The recipe.</param>
    /// <param name="source">Name for messages.</param>
    /// <param name="overrides">Changes, applied in order.</param>
    /// <exception cref="FoldlineException">As <see cref="Load"/>.</exception>
    public static Recipe Parse(string yaml, string source, params IEnumerable<RecipeOverride> overrides) =>
        RecipeReader.Read(overrides.Aggregate(Extend(NodeReader.Read(yaml, source), Environment.CurrentDirectory, []), (node, change) => change.Apply(node)));

    /// <summary>Writes the effective recipe, every value spelt out.</summary>
    /// <param name="recipe">Recipe to write.</param>
    /// <param name="path">File to create or replace.</param>
    /// <exception cref="FoldlineException">FL1001: the file cannot be written.</exception>
    public static void Save(Recipe recipe, string path) => AtomicFile.WriteText(path, RecipeWriter.ToYaml(recipe));

    private static Node ReadNode(string path, IReadOnlyList<string> chain)
    {
        var full = Path.GetFullPath(path);
        return Extend(NodeReader.Read(ReadText(path), path), Path.GetDirectoryName(full)!, [.. chain, full]);
    }

    private static Node Extend(Node node, string folder, IReadOnlyList<string> chain)
    {
        if (node is not MapNode map || map.Find("extends") is not { } extends)
            return node;
        if (extends is not ScalarNode { Value: string { Length: > 0 } other })
            throw RecipeErrors.WrongValue(extends, "extends", "the file name of another recipe");

        var path = Path.GetFullPath(Path.Combine(folder, other));
        if (chain.Contains(path) || chain.Count >= MaxExtends)
        {
            throw RecipeErrors.Error(
                "FL6008",
                extends.Mark,
                "extends",
                $"'extends' leads back to '{other}' or goes on for more than {MaxExtends} recipes. Let recipes extend each other in one direction only.",
                ("found", other));
        }

        return RecipeMerge.Merge(ReadNode(path, chain), map.Without("extends"));
    }

    private static string ReadText(string path)
    {
        try
        {
            var length = new FileInfo(path).Length;
            if (length > 4L * NodeReader.MaxLength)
                throw new IOException($"It has {length} bytes, which is too large for a recipe.");
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw FoldlineException.User(
                "FL6001",
                $"The recipe '{path}' cannot be read: {e.Message} Check the path; recipes that come with Foldline lie in 'recipes'.",
                e,
                ("file", path));
        }
    }
}
