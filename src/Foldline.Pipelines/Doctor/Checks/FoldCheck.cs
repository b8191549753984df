using System.Globalization;
using Foldline.Pipelines.Recipes;

namespace Foldline.Pipelines.Doctor.Checks;

/// <summary>Folds that cannot be made, and folds in which a class is missing or far from its share.</summary>
internal static class FoldCheck
{
    private const string Name = "folds";

    // Standard deviations of a share that is drawn by chance.
    private const double Limit = 5;
    private const double LeastDifference = 0.05;

    public static IEnumerable<Finding> Look(Examination examination)
    {
        if (examination.FoldError is { } error)
            return [new Finding(Name, Severity.Error, $"The folds cannot be made: {error}", "Correct 'folds' in the recipe.")];
        return examination.Folds is null || !examination.HasTargets || examination.Recipe.Target is { Kind: TargetKind.Masks, Format: MaskFormat.Classes } ? [] : Counts(examination);
    }

    private static IEnumerable<Finding> Counts(Examination examination)
    {
        var (samples, split) = (examination.Data.Train, examination.Folds!);
        var names = examination.Recipe.Target.Names;
        var classes = examination.Recipe.Target.Kind is TargetKind.Class or TargetKind.Shares ? names.Count : samples.Targets.Width;
        var sizes = Enumerable.Range(0, split.FoldCount).Select(fold => split.FoldOf.Count(other => other == fold)).ToArray();
        var table = new int[split.FoldCount, classes];
        var totals = new int[classes];
        for (var row = 0; row < samples.Count; row++)
        {
            for (var c = 0; c < classes; c++)
            {
                if (!samples.Targets.Has(row, c))
                    continue;
                totals[c]++;
                if (split.FoldOf[row] >= 0)
                    table[split.FoldOf[row], c]++;
            }
        }

        List<string> lines = [.. Enumerable.Range(0, split.FoldCount).Select(fold =>
            $"fold {fold}: {sizes[fold]} samples; {string.Join(", ", Enumerable.Range(0, classes).Select(c => $"{names[c]} {table[fold, c]}"))}")];
        return [.. Missing(split.FoldCount, totals, table, names), .. Uneven(samples.Count, sizes, totals, table, names), Note(lines)];
    }

    private static Finding Note(List<string> lines) => new(Name, Severity.Note, "Samples of each class by fold.", "Nothing to do if the shares suit you.") { Evidence = [.. lines] };

    private static IEnumerable<Finding> Missing(int folds, int[] totals, int[,] table, ValueList<string> names)
    {
        List<string> missing = [.. from c in Enumerable.Range(0, totals.Length)
                                   where totals[c] > 0
                                   from fold in Enumerable.Range(0, folds)
                                   where table[fold, c] == 0
                                   select $"fold {fold} has none of the {totals[c]} samples of '{names[c]}'"];
        if (missing.Count > 0)
        {
            yield return new Finding(Name, Severity.Warning, $"{(missing.Count == 1 ? "In one case" : $"In {missing.Count} cases")} a fold validates without a class: metrics such as the ROC area are undefined there.", "Take stratified folds, fewer of them, or join rare classes.")
            {
                Evidence = Evidence.Of(missing),
            };
        }
    }

    private static IEnumerable<Finding> Uneven(int count, int[] sizes, int[] totals, int[,] table, ValueList<string> names)
    {
        var uneven = new List<string>();
        for (var c = 0; c < totals.Length; c++)
        {
            var share = (double)totals[c] / count;
            for (var fold = 0; fold < sizes.Length; fold++)
            {
                var found = (double)table[fold, c] / Math.Max(sizes[fold], 1);
                var deviation = Math.Sqrt(share * (1 - share) / Math.Max(sizes[fold], 1));
                if (table[fold, c] > 0 && Math.Abs(found - share) > Math.Max(Limit * deviation, LeastDifference))
                    uneven.Add(string.Create(CultureInfo.InvariantCulture, $"fold {fold}: '{names[c]}' {found:0.0%}, over all {share:0.0%}"));
            }
        }

        if (uneven.Count > 0)
        {
            yield return new Finding(Name, Severity.Warning, $"In {uneven.Count} cases a class's share in a fold is far from its share over all: more than chance would do.", "Shuffle (folds.….seed) or take stratified folds: the samples seem to be sorted.")
            {
                Evidence = Evidence.Of(uneven),
            };
        }
    }
}
