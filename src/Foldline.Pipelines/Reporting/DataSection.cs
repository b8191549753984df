using Foldline.Data;
using Foldline.Imaging;
using Foldline.Pipelines.Records;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Stages;
using Foldline.Reports;
using Foldline.Reports.Queries;

namespace Foldline.Pipelines.Reporting;

/// <summary>The chapter on the data: the recipe's own figures, classes by fold, damaged pictures, samples of each class with what was marked or drawn, and one sample augmented.</summary>
internal sealed class DataSection(RunContext context)
{
    private const int SamplesPerClass = 4;
    private const int Augmentations = 4;
    private const int LegendColumns = 6;
    private readonly ReportImages images = new(context);

    public ReportSection Build(CancellationToken cancellation) => new("Data",
    [
        .. context.Recipe.Report.Select(entry => Query(entry, cancellation)),
        FoldBalance.Build(context),
        .. Damaged(),
        Samples(),
        .. Legend(),
        Augmented(),
        .. new ChannelPanels(context).Build(),
    ]);

    private IEnumerable<ReportBlock> Damaged()
    {
        var found = context.Input.Damaged;
        if (found.Count > 0)
            yield return new TableBlock($"Damaged pictures, used as far as they go ({found.Count})", ReportTable.From(new Table(
                TableColumn.Of("file", found.Select(item => item.File).ToArray()),
                TableColumn.Of("reason", found.Select(item => item.Reason).ToArray()))));
    }

    private ReportBlock Query(ReportEntry entry, CancellationToken cancellation)
    {
        var rows = context.Data.Database.Query(entry.Sql, cancellation);
        return QueryFigure.Create(new QueryFigureOptions
        {
            Kind = entry.Kind,
            Title = entry.Title,
            Rows = ReportTable.From(rows),
            ReadImage = path => images.EncodeFile(path),
            Half = entry.Kind is QueryKind.Bar or QueryKind.Pie or QueryKind.Histogram,
        });
    }

    private ImageGridBlock Samples()
    {
        var names = context.Recipe.Target.Names;
        var shown = new List<ReportImage>();
        for (var label = 0; label < names.Count; label++)
            shown.AddRange(RowsOf(label).OrderByDescending(images.HasCurves).Take(SamplesPerClass).Select(row => Sample(row, names[label])));
        if (context.Data.Train.Targets.Kind == TargetKind.Labels)
            shown.AddRange(Enumerable.Range(0, context.Data.Train.Count).Where(row => context.Data.Train.Targets.GroupOf(row) < 0).Take(SamplesPerClass).Select(row => Sample(row, "none")));
        if (shown.Count == 0)
            shown.AddRange(Enumerable.Range(0, Math.Min(context.Data.Train.Count, SamplesPerClass)).Select(row => Sample(row, null)));
        return new ImageGridBlock("Samples", shown) { Columns = SamplesPerClass };
    }

    /// <summary>The colours of the curves that are drawn over the samples.</summary>
    private IEnumerable<ReportBlock> Legend()
    {
        if (context.Data.Curves.Count > 0)
            yield return new ImageGridBlock("Colours of the lines", [.. context.Data.Curves.Legend.Select(item => new ReportImage(ReportImages.EncodePatch(item.Color), item.Label))]) { Columns = LegendColumns };
    }

    private ReportImage Sample(int row, string? tag) => new(images.Encode(row), context.Records[row].Id)
    {
        Tag = tag,
        Boxes = [.. context.Records[row].Boxes.Select(box => Scale(box, context.Records[row]))],
    };

    /// <summary>The same image under different random parameters, as training sees it.</summary>
    private ImageGridBlock Augmented()
    {
        var row = RowsOf(context.Recipe.Target.Names.Count - 1).FirstOrDefault();
        var record = context.Records[row];
        using var image = images.Load(row);
        using var mask = images.LoadMask(row, image.Size);
        var shown = new List<ReportImage> { new(images.Encode(row), "as it is") };
        for (var epoch = 0; epoch < Augmentations; epoch++)
        {
            using var input = mask is null ? TransformInput.Borrowing(image) : TransformInput.Borrowing(image, mask);
            context.Input.Augmented.Apply(input, SampleKey.For(context.SeedOf(0), epoch, record.Id));
            shown.Add(new ReportImage(ReportImages.ToPng(input.Image, input.Masks is [var moved] ? moved : null, context.Recipe.Target), $"epoch {epoch + 1}"));
        }

        return new ImageGridBlock($"Augmentation of {record.Id}", shown) { Columns = Augmentations + 1 };
    }

    private IEnumerable<int> RowsOf(int label) => Enumerable.Range(0, context.Data.Train.Count).Where(row => context.Data.Train.Targets.Has(row, label));

    private static ImageBox Scale(SampleBox box, SampleRecord record) => new(
        Share(box.Left, record.Width), Share(box.Top, record.Height), Share(box.Right, record.Width), Share(box.Bottom, record.Height), box.Label);

    private static double Share(double position, int size) => Math.Clamp(position / size, 0, 1);
}
