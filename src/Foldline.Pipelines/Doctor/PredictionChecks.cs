using System.Globalization;
using Foldline.Pipelines.Doctor.Checks;
using Foldline.Pipelines.Predictions;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Runs;

namespace Foldline.Pipelines.Doctor;

/// <summary>What the predictions and metrics of a finished training give away.</summary>
internal static class PredictionChecks
{
    private const double LeastDifference = 1e-6;

    /// <summary>Folds whose network says the same of every sample.</summary>
    /// <param name="predictions">Out-of-fold predictions.</param>
    public static IEnumerable<Finding> Constant(PredictionTable predictions)
    {
        var width = predictions.Classes.Length;
        List<string> lines =
        [
            .. from fold in Enumerable.Range(0, predictions.Count).GroupBy(row => predictions.Folds[row])
               where fold.Count() > 1
               let largest = Enumerable.Range(0, width).Max(c => fold.Max(row => predictions.Probabilities[(row * width) + c]) - fold.Min(row => predictions.Probabilities[(row * width) + c]))
               where largest < LeastDifference
               select string.Create(CultureInfo.InvariantCulture, $"fold {fold.Key}: {string.Join(", ", Enumerable.Range(0, width).Select(c => $"{predictions.Classes[c]} {predictions.Probabilities[(fold.First() * width) + c]:0.0000}"))} for all {fold.Count()} samples"),
        ];
        return lines.Count == 0 ? [] : [Finding(lines)];
    }

    /// <summary>Masks that are all empty.</summary>
    /// <param name="predictions">Out-of-fold predictions.</param>
    public static IEnumerable<Finding> Constant(MaskTable predictions) => predictions.Count == 0 || predictions.Texts.Any(text => text.Length > 0)
        ? []
        : [new Finding(
            CheckTable.ConstantOutput,
            Severity.Warning,
            $"All {predictions.Count} predicted images have empty masks.",
            "Train longer, lower predict.threshold and predict.min_size, or search them (predict.search={}). A loss that counts regions, such as dice, helps with small defects.")];

    /// <summary>Areas under the curve of exactly a half, which no network reaches that looks at its images.</summary>
    /// <param name="metrics">Metrics by fold.</param>
    public static IEnumerable<Finding> HalfArea(RunMetrics metrics)
    {
        List<string> lines =
        [
            .. from column in metrics.Names.Index()
               where column.Item.Contains("auc", StringComparison.Ordinal)
               from fold in metrics.Folds
               where fold.Samples > 1 && fold.Values[column.Index] == 0.5
               select $"fold {fold.Fold}: {column.Item} 0.5 over {fold.Samples} samples",
        ];
        return lines.Count == 0 ? [] : [new Finding(
            CheckTable.HalfArea,
            Severity.Error,
            "An area under the ROC curve is exactly 0.5: the predictions do not depend on the images.",
            "Look at 'constant_output' and at ./foldline doctor … --train; wrong class numbers or a target that is all zeros look like this too.")
        {
            Evidence = Evidence.Of(lines),
        }];
    }

    /// <summary>The checks of finished trainings that a recipe does not skip.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="metrics">Metrics by fold.</param>
    /// <param name="outOfFoldPath">File with the out-of-fold predictions.</param>
    public static IEnumerable<Finding> Look(Recipe recipe, RunMetrics metrics, string outOfFoldPath)
    {
        if (!recipe.Doctor.Skip.Contains(CheckTable.ConstantOutput))
        {
            foreach (var finding in recipe.Target.Kind == TargetKind.Masks
                ? Constant(MaskTable.Load(outOfFoldPath, recipe.Target.Names))
                : Constant(PredictionTable.Load(outOfFoldPath, recipe.Target.Names)))
                yield return finding;
        }

        if (!recipe.Doctor.Skip.Contains(CheckTable.HalfArea))
        {
            foreach (var finding in HalfArea(metrics))
                yield return finding;
        }
    }

    private static Finding Finding(List<string> lines) => new(
        CheckTable.ConstantOutput,
        Severity.Error,
        "The network says the same of every sample.",
        "Look at the learning rate (./foldline doctor … --train), at the images that enter the network (./foldline preview) and at the loss.")
    {
        Evidence = Evidence.Of(lines),
    };
}
