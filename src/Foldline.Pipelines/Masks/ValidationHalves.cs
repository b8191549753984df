using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Records;

namespace Foldline.Pipelines.Masks;

/// <summary>Divides the validation samples of a single fold in two, so that what was chosen on the one half can be judged on the other.</summary>
internal static class ValidationHalves
{
    /// <summary>The half of each sample, 0 or 1: each has its share of the classes, and groups that the recipe's folds keep together stay together.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="rows">Those that validate.</param>
    public static IReadOnlyDictionary<int, int> Of(Recipe recipe, SampleSet samples, IReadOnlyList<int> rows)
    {
        var arguments = recipe.Folds.ToArguments();
        var column = arguments.Has("group") ? samples.Rows.Column(arguments.GetString("group")) : null;
        return rows
            .GroupBy(row => column?.Text(row) ?? $"sample {row}", StringComparer.Ordinal)
            .OrderBy(group => samples.Targets.GroupOf(group.First()))
            .SelectMany((group, place) => group.Select(row => (row, place)))
            .ToDictionary(item => item.row, item => item.place % 2);
    }
}
