using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Records;
using Foldline.Pipelines.Yaml;
using Foldline.Training.Losses;

namespace Foldline.Pipelines.Stages;

/// <summary>
/// Builds a recipe's loss. Weights of <c>weighted_bce</c> that are written as <c>shares</c> come from the training samples: each label's positives weigh the
/// share of its negatives, and its negatives the share of its positives.
/// </summary>
internal static class LossPlan
{
    private const string Weighted = "weighted_bce";
    private const string Shares = "shares";

    private static readonly (string Key, Func<double, double> OfPositives)[] Weights = [("pos_weight", share => 1 - share), ("neg_weight", share => share)];

    /// <summary>Builds the loss.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="targets">What is true of all samples.</param>
    /// <param name="rows">The samples that train.</param>
    /// <exception cref="FoldlineException">FL1010 to FL1013: the loss is unknown or an argument is wrong.</exception>
    public static Loss Build(Recipe recipe, SampleTargets targets, IReadOnlyList<int> rows) =>
        Resolve(recipe.Train.Loss, () => [.. Enumerable.Range(0, targets.Width).Select(label => rows.Count(row => targets.Has(row, label)) / (double)Math.Max(rows.Count, 1))]);

    /// <summary>Checks the loss before there are samples.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <exception cref="FoldlineException">FL1010 to FL1013: the loss is unknown or an argument is wrong.</exception>
    public static void Check(Recipe recipe) => Resolve(recipe.Train.Loss, () => [.. recipe.Target.Names.Select(_ => 0.5)]).Dispose();

    private static Loss Resolve(PartSpec loss, Func<IReadOnlyList<double>> positives)
    {
        if (loss.Name != Weighted)
            return loss.Build(LossTable.Standard);
        var arguments = Weights.Where(row => loss.Arguments.Find(row.Key) is ScalarNode { Value: Shares }).Aggregate(
            loss.Arguments,
            (map, row) => map.With(row.Key, new ListNode(positives().Select(share => new ScalarNode(row.OfPositives(share))))));
        return (loss with { Arguments = arguments }).Build(LossTable.Standard);
    }
}
