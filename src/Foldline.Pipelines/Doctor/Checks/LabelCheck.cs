using Foldline.Data;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Records;

namespace Foldline.Pipelines.Doctor.Checks;

/// <summary>Labels that are missing, and labels that are all the same.</summary>
internal static class LabelCheck
{
    private const string Name = "labels";

    public static IEnumerable<Finding> Look(Examination examination)
    {
        var target = examination.Recipe.Target;
        if (!examination.HasTargets)
            return target.Columns.SelectMany(name => Unreadable(examination.Data.Train, name));
        return target.Kind is TargetKind.Class or TargetKind.Shares ? OfClasses(examination) : OfColumns(examination);
    }

    private static IEnumerable<Finding> Unreadable(SampleSet samples, string name)
    {
        var column = samples.Rows.Column(name);
        List<int> missing = [.. Enumerable.Range(0, samples.Count).Where(column.IsNull)];
        List<string> values = [.. Enumerable.Range(0, samples.Count).Except(missing).Select(row => column.Text(row)!).Distinct().Order(StringComparer.Ordinal)];
        if (missing.Count > 0)
        {
            yield return new Finding(
                Name,
                Severity.Error,
                missing.Count == samples.Count ? $"'{name}' is missing in all {samples.Count} samples." : $"'{name}' is missing in {missing.Count} of {samples.Count} samples.",
                "Fill the label in the query (coalesce), correct a join that finds nothing, or leave such samples out (WHERE … IS NOT NULL).")
            {
                Evidence = Evidence.Of([.. missing.Select(row => samples.Ids[row])]),
            };
        }
        else
        {
            yield return new Finding(Name, Severity.Error, $"'{name}' holds values that are no labels.", "Make them whole numbers from 0 in the query, one for each name in 'target.names'.")
            {
                Evidence = Evidence.Of(values),
            };
        }
    }

    private static IEnumerable<Finding> OfClasses(Examination examination)
    {
        var (samples, names) = (examination.Data.Train, examination.Recipe.Target.Names);
        var counts = Counts(samples, names.Count);
        List<int> absent = [.. Enumerable.Range(0, names.Count).Where(c => counts[c] == 0)];
        if (names.Count - absent.Count <= 1)
        {
            yield return new Finding(
                Name,
                Severity.Error,
                $"All {samples.Count} samples have the label '{names[Enumerable.Range(0, names.Count).First(c => counts[c] > 0)]}': there is nothing to learn.",
                "Look at the expression that makes the label in the query 'samples'.");
        }
        else if (absent.Count > 0)
        {
            yield return new Finding(Name, Severity.Warning, $"{absent.Count} of {names.Count} classes have no sample.", "Correct the class numbers in the query, or take the names out of 'target.names'.")
            {
                Evidence = Evidence.Of([.. absent.Select(c => names[c])]),
            };
        }
    }

    private static IEnumerable<Finding> OfColumns(Examination examination)
    {
        var (samples, names) = (examination.Data.Train, examination.Recipe.Target.Names);
        if (examination.Recipe.Target is { Kind: TargetKind.Masks, Format: MaskFormat.Classes })
            yield break;
        var counts = Counts(samples, samples.Targets.Width);
        List<int> constant = [.. Enumerable.Range(0, counts.Length).Where(c => counts[c] == 0 || (counts[c] == samples.Count && samples.Targets.Kind == TargetKind.Labels))];
        if (constant.Count == 0)
            yield break;
        var isAll = constant.Count == counts.Length;
        yield return new Finding(
            Name,
            isAll ? Severity.Error : Severity.Warning,
            isAll ? $"No label differs between the {samples.Count} samples: there is nothing to learn." : $"{constant.Count} of {counts.Length} labels are the same in all {samples.Count} samples.",
            "Look at the columns in the query 'samples', or take them out of the target.")
        {
            Evidence = Evidence.Of([.. constant.Select(c => $"{(c < names.Count ? names[c] : $"{c}")}: {counts[c]} of {samples.Count}")]),
        };
    }

    private static int[] Counts(SampleSet samples, int classes) =>
        [.. Enumerable.Range(0, classes).Select(c => Enumerable.Range(0, samples.Count).Count(row => samples.Targets.Has(row, c)))];
}
