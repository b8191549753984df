using Foldline.Data;
using Foldline.Pipelines.Predictions;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Records;
using Foldline.Pipelines.Runs;
using Foldline.Pipelines.Stages;
using Foldline.Reports;
using Foldline.Reports.Figures;

namespace Foldline.Pipelines.Reporting;

/// <summary>The chapter on predictions: their distribution, ROC curves, confusions, the worst mistakes and the submission's first rows.</summary>
internal sealed class PredictionSection(RunContext context, RunMetrics metrics)
{
    private const int WorstMistakes = 8;
    private readonly PredictionTable valid = PredictionTable.Load(context.Run.OutOfFoldPath, context.Recipe.Target.Names);

    public ReportSection Build()
    {
        var targets = context.TargetsOf(valid.Ids);
        var blocks = new List<ReportBlock> { Histogram() };
        switch (targets.Kind)
        {
            case TargetKind.Labels:
                blocks.Add(RocOfLabels(targets));
                break;
            case TargetKind.Shares:
                blocks.Add(Confusion([.. Enumerable.Range(0, valid.Count).Select(targets.GroupOf)]));
                break;
            default:
                if (valid.Classes.Length == 2)
                    blocks.Add(Roc([.. targets.Classes]));
                blocks.Add(Confusion([.. targets.Classes]));
                blocks.Add(Mistakes([.. targets.Classes]));
                break;
        }

        if (PerClass() is { } table)
            blocks.Add(table);
        if (File.Exists(context.Run.SubmissionPath))
        {
            if (SubmissionRows.Histogram(context.Run.SubmissionPath) is { } histogram)
                blocks.Add(histogram);
            blocks.Add(SubmissionRows.Block(context.Run.SubmissionPath));
        }

        return new ReportSection("Predictions", blocks);
    }

    private FigureBlock RocOfLabels(SampleTargets targets)
    {
        var curves = valid.Classes.Select((name, number) => RocCurve.FromScores(
            name,
            [.. Enumerable.Range(0, valid.Count).Select(row => targets.Has(row, number))],
            valid.OfClass(number)));
        return new FigureBlock(RocFigure.Create("ROC of each label, out of fold", [.. curves])) { Half = true };
    }

    /// <summary>The metrics that have a value for each class.</summary>
    private TableBlock? PerClass()
    {
        var split = metrics.Names.Zip(metrics.PerClass).Where(pair => pair.Second.Length == metrics.Classes.Count && metrics.Classes.Count > 0).ToList();
        return split.Count == 0 ? null : new TableBlock("Metrics of each class, out of fold", ReportTable.From(new Table(
        [
            TableColumn.Of("class", metrics.Classes.ToArray()),
            .. split.Select(pair => TableColumn.Of(pair.First, pair.Second.ToArray())),
        ])));
    }

    /// <summary>The first class's probability, validation and test over each other.</summary>
    private FigureBlock Histogram()
    {
        var name = valid.Classes[0];
        var series = new List<ValueSeries> { new("validation", valid.OfClass(0)) };
        if (File.Exists(context.Run.TestPath))
            series.Add(new ValueSeries("test", PredictionTable.Load(context.Run.TestPath, context.Recipe.Target.Names).OfClass(0)));
        return new FigureBlock(HistogramFigure.Create(new HistogramOptions
        {
            Title = $"Predicted p({name})",
            Series = series,
            XTitle = $"p({name})",
            Low = 0,
            High = 1,
            Bins = 40,
            AsShare = series.Count > 1,
        }))
        { Half = true };
    }

    private FigureBlock Roc(int[] targets)
    {
        var scores = valid.OfClass(1);
        var curves = metrics.Folds.Select(fold => Curve($"fold {fold.Fold}", row => valid.Folds[row] == fold.Fold)).ToList();
        if (curves.Count > 1)
            curves.Add(Curve("all folds", _ => true));
        return new FigureBlock(RocFigure.Create($"ROC of '{valid.Classes[1]}'", curves)) { Half = true };

        RocCurve Curve(string name, Func<int, bool> isIn)
        {
            int[] rows = [.. Enumerable.Range(0, valid.Count).Where(isIn)];
            return RocCurve.FromScores(name, [.. rows.Select(row => targets[row] == 1)], [.. rows.Select(row => scores[row])]);
        }
    }

    private FigureBlock Confusion(int[] targets)
    {
        var classes = valid.Classes.Length;
        var counts = new long[classes, classes];
        for (var row = 0; row < valid.Count; row++)
            counts[targets[row], Likeliest(row)]++;
        return new FigureBlock(ConfusionMatrixFigure.Create("True and predicted classes", valid.Classes, counts)) { Half = true };
    }

    private ImageGridBlock Mistakes(int[] targets)
    {
        var images = new ReportImages(context);
        var rowOf = context.RowsById();
        var worst = Enumerable.Range(0, valid.Count).OrderBy(row => Probability(row, targets[row])).Take(WorstMistakes);
        var shown = worst.Select(row => new ReportImage(images.Encode(rowOf[valid.Ids[row]]), valid.Ids[row])
        {
            Tag = valid.Classes[targets[row]],
            Detail = FormattableString.Invariant($"p({valid.Classes[targets[row]]}) = {Probability(row, targets[row]):F3}"),
        });
        return new ImageGridBlock("Validation samples furthest from their label", [.. shown]);
    }

    private double Probability(int row, int label) => valid.Probabilities[(row * valid.Classes.Length) + label];

    private int Likeliest(int row) => Enumerable.Range(0, valid.Classes.Length).MaxBy(label => Probability(row, label));
}
