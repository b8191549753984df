using System.Globalization;
using Foldline.Data;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Records;
using Foldline.Pipelines.Stages;
using Foldline.Reports;

namespace Foldline.Pipelines.Reporting;

/// <summary>What each fold validates on: its samples, and the sum of every class over them.</summary>
internal static class FoldBalance
{
    private const int Digits = 2;

    /// <summary>The table, a row for each fold; a last row counts samples that only train.</summary>
    /// <param name="context">The run.</param>
    public static TableBlock Build(RunContext context)
    {
        var samples = context.Data.Train;
        var folds = context.Folds.Folds.Distinct().OrderBy(fold => fold < 0 ? int.MaxValue : fold).ToList();
        var rows = folds.Select(fold => Enumerable.Range(0, samples.Count).Where(row => context.Folds.Folds[row] == fold).ToList()).ToList();
        // One column of masks for all classes does not tell what is in them.
        var names = samples.Targets.Kind == TargetKind.Masks && samples.Targets.Width < context.Recipe.Target.Names.Count ? [] : context.Recipe.Target.Names;
        return new TableBlock("Classes by fold", ReportTable.From(new Table(
        [
            TableColumn.Of("fold", folds.Select(fold => fold < 0 ? "only trains" : fold.ToString(CultureInfo.InvariantCulture)).ToArray()),
            TableColumn.Of("samples", rows.Select(fold => (long)fold.Count).ToArray()),
            .. Enumerable.Range(0, names.Count).Select(label => TableColumn.Of(names[label], rows.Select(fold => Math.Round(fold.Sum(row => Weight(samples.Targets, row, label)), Digits)).ToArray())),
        ])));
    }

    private static double Weight(SampleTargets targets, int row, int label) => targets.Kind == TargetKind.Shares
        ? targets.Shares[(row * targets.Width) + label]
        : targets.Has(row, label) ? 1 : 0;
}
