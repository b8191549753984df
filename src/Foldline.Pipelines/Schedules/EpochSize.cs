using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Stages;

namespace Foldline.Pipelines.Schedules;

/// <summary>How many images an epoch has, and so how many steps.</summary>
/// <param name="Images">Training images of a fold.</param>
/// <param name="AllImages">All labelled images, those of the validation fold included.</param>
public sealed record EpochSize(long Images, long AllImages)
{
    // What ways of making folds take when the recipe does not say how many.
    private const int UsualFolds = 5;

    /// <summary>The size for a number of labelled images, a k-th of which validates; k is the <c>count</c> of the recipe's folds, or 5.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="images">All labelled images, at least 2.</param>
    /// <exception cref="FoldlineException">FL1012: the number of folds is wrong.</exception>
    public static EpochSize Estimate(Recipe recipe, long images)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(images, 2);
        var folds = recipe.Folds.Build(arguments => arguments.GetInt32("count", UsualFolds) is var count && count >= 2 ? count : throw arguments.Invalid("count", "an integer of at least 2"));
        return new EpochSize(Math.Max(images - ((images + folds - 1) / folds), 1), images);
    }

    /// <summary>Counts the images of the first fold that the recipe trains.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="dataFolder">The data folder; images are not opened.</param>
    /// <param name="cancellation">Stops the loading.</param>
    /// <exception cref="FoldlineException">FL6005, FL6020 to FL6025, FL4101 to FL4109: data, samples or folds are at fault.</exception>
    public static EpochSize Of(Recipe recipe, string dataFolder, CancellationToken cancellation = default)
    {
        using var data = RecipeData.Load(recipe, dataFolder, cancellation);
        var split = recipe.Folds.Build(FoldTable.Standard)(data.Train);
        var fold = recipe.Train.Folds.Resolve(split.FoldCount)[0];
        return new EpochSize(split.Training(fold).Length, data.Train.Count);
    }
}
