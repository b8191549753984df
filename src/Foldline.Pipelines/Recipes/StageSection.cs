using System.Text.RegularExpressions;
using Foldline.Pipelines.Yaml;

namespace Foldline.Pipelines.Recipes;

/// <summary>
/// Reads <c>stages</c>: names of trainings that follow each other, each with the keys of the recipe that it changes. A stage may start from an earlier
/// one's weights (<c>model.weights</c>) and learn from an earlier one (<c>train.teacher</c>).
/// </summary>
internal static partial class StageSection
{
    /// <summary>Where the section stands in a recipe.</summary>
    public const string Path = "stages";

    private const string Expected = "a map of stages' names, in order, to the keys that each changes";
    private static readonly string[] Sections = ["seed", "input", "augment", "model", "train", "metrics", "predict", "loader"];

    /// <summary>Every key that a stage may change, of those that a recipe may leave out.</summary>
    /// <param name="schema">The keys of recipes.</param>
    public static MapNode KeysOf(MapNode schema) => schema with { Entries = [.. schema.Entries.Where(entry => Sections.Contains(entry.Key))] };

    /// <summary>A key path as it is without stages: <c>train.loss</c> of <c>stages.teacher.train.loss</c>.</summary>
    /// <param name="path">The key path.</param>
    public static string PlaceOf(string path)
    {
        if (!path.StartsWith(Path + ".", StringComparison.Ordinal))
            return path;
        var end = path.IndexOf('.', Path.Length + 1);
        return end < 0 ? "" : path[(end + 1)..];
    }

    /// <summary>Reads a recipe that has stages.</summary>
    /// <param name="recipe">The document without the section.</param>
    /// <param name="stages">The section.</param>
    /// <param name="read">Reads a recipe without stages.</param>
    /// <returns>The last stage's recipe with the list of all.</returns>
    /// <exception cref="FoldlineException">FL6004 to FL6006: a key or value is wrong. FL6102: a stage refers to one that is not before it.</exception>
    public static Recipe Read(MapNode recipe, Node stages, Func<Node, Recipe> read)
    {
        if (stages is not MapNode { Entries.IsEmpty: false } changes)
            throw RecipeErrors.WrongValue(stages, Path, Expected);
        var basis = read(recipe);
        var done = new List<StageRecipe>();
        foreach (var entry in changes.Entries)
        {
            var stage = read(RecipeMerge.Merge(recipe, ChangesOf(entry)));
            if (stage.Input.Kind != basis.Input.Kind || stage.Input.Image != basis.Input.Image)
                throw RecipeErrors.WrongValue(entry.Value, $"{Path}.{entry.Key}.input", "the same column of images as the recipe's: all stages have the same samples");
            CheckReferences(stage, entry, done, changes);
            done.Add(new StageRecipe(entry.Key, stage));
        }

        return done[^1].Recipe with { Stages = new StageList(basis, changes, [.. done.SkipLast(1)]) };
    }

    private static MapNode ChangesOf(MapEntry entry)
    {
        var path = $"{Path}.{entry.Key}";
        if (!Name().IsMatch(entry.Key))
            throw RecipeErrors.WrongValue(new ScalarNode(entry.Key, entry.Mark), path, "a name of letters, digits, '-' and '_'");
        if (entry.Value is ScalarNode { IsNull: true })
            return new MapNode([], entry.Mark);
        if (entry.Value is not MapNode map)
            throw RecipeErrors.WrongValue(entry.Value, path, $"a map with some of {string.Join(", ", Sections)}");
        return map.Entries.FirstOrDefault(key => !Sections.Contains(key.Key)) is { } unknown
            ? throw RecipeErrors.UnknownKey(unknown.Mark, $"{path}.{unknown.Key}", Sections)
            : map;
    }

    private static void CheckReferences(Recipe stage, MapEntry entry, List<StageRecipe> done, MapNode all)
    {
        foreach (var (key, reference) in new[] { ("model.weights", stage.Model.Weights), ("train.teacher.from", stage.Train.Teacher?.From) })
        {
            if (reference is null || done.Any(earlier => earlier.Name == reference) || !all.Keys.Contains(reference))
                continue;
            throw RecipeErrors.Error(
                "FL6102",
                entry.Mark,
                $"{Path}.{entry.Key}.{key}",
                $"the stage '{entry.Key}' takes '{reference}' as its '{key}', which comes {(reference == entry.Key ? "not before it but is itself" : "after it")}. Name an earlier stage, or the folder of a run.",
                ("found", reference),
                ("expected", string.Join(", ", done.Select(earlier => earlier.Name))));
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
