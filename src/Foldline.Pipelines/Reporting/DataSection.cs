using Foldline.Data;
using Foldline.Imaging;
using Foldline.Pipelines.Records;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Stages;
using Foldline.Reports;
using Foldline.Reports.Queries;

namespace Foldline.Pipelines.Reporting;

/// <summary>The chapter on the data: the recipe's own figures, samples of each class with what was marked, and one sample augmented.</summary>
internal sealed class DataSection(RunContext context)
{
    private const int SamplesPerClass = 4;
    private const int Augmentations = 4;
    private readonly ReportImages images = new(context);

    public ReportSection Build(CancellationToken cancellation) => new("Data",
    [
        .. context.Recipe.Report.Select(entry => Query(entry, cancellation)),
        Samples(),
        Augmented(),
    ]);

    private ReportBlock Query(ReportEntry entry, CancellationToken cancellation)
    {
        var rows = context.Data.Database.Query(entry.Sql, cancellation);
        return QueryFigure.Create(new QueryFigureOptions
        {
            Kind = entry.Kind,
            Title = entry.Title,
            Rows = ReportTable.From(rows),
            ReadImage = path => images.Encode(path),
            Half = entry.Kind is QueryKind.Bar or QueryKind.Pie or QueryKind.Histogram,
        });
    }

    private ImageGridBlock Samples()
    {
        var names = context.Recipe.Target.Names;
        var rows = Enumerable.Range(0, names.Count).SelectMany(label => RowsOf(label).Take(SamplesPerClass));
        var shown = rows.Select(row => new ReportImage(images.Encode(context.Records[row].Image), context.Records[row].Id)
        {
            Tag = names[context.Data.Train.Targets[row]],
            Boxes = [.. context.Records[row].Boxes.Select(box => Scale(box, context.Records[row]))],
        });
        return new ImageGridBlock("Samples", [.. shown]) { Columns = SamplesPerClass };
    }

    /// <summary>The same image under different random parameters, as training sees it.</summary>
    private ImageGridBlock Augmented()
    {
        var row = RowsOf(context.Recipe.Target.Names.Count - 1).FirstOrDefault();
        var record = context.Records[row];
        using var image = images.Load(record.Image);
        var shown = new List<ReportImage> { new(ReportImages.ToPng(image), "as it is") };
        for (var epoch = 0; epoch < Augmentations; epoch++)
        {
            using var input = TransformInput.Borrowing(image);
            context.Input.Augmented.Apply(input, SampleKey.For(context.SeedOf(0), epoch, record.Id));
            shown.Add(new ReportImage(ReportImages.ToPng(input.Image), $"epoch {epoch + 1}"));
        }

        return new ImageGridBlock($"Augmentation of {record.Id}", shown) { Columns = Augmentations + 1 };
    }

    private IEnumerable<int> RowsOf(int label) => Enumerable.Range(0, context.Data.Train.Count).Where(row => context.Data.Train.Targets[row] == label);

    private static ImageBox Scale(SampleBox box, SampleRecord record) => new(
        Share(box.Left, record.Width), Share(box.Top, record.Height), Share(box.Right, record.Width), Share(box.Bottom, record.Height), box.Label);

    private static double Share(double position, int size) => Math.Clamp(position / size, 0, 1);
}
