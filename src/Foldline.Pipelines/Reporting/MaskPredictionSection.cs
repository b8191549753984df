using System.Collections.Immutable;
using Foldline.Data;
using Foldline.Imaging;
using Foldline.Pipelines.Masks;
using Foldline.Pipelines.Predictions;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Stages;
using Foldline.Reports;
using Foldline.Reports.Figures;

namespace Foldline.Pipelines.Reporting;

/// <summary>The chapter on predicted masks: true and predicted masks side by side, how many there are of each class, and the submission's first rows.</summary>
internal sealed class MaskPredictionSection(RunContext context)
{
    private const int ShownPerClass = 3;
    private static readonly ImmutableArray<RgbColor> Colors = [.. FigureTheme.Colors.Select(RgbColor.Parse)];
    private readonly MaskTable valid = MaskTable.Load(context.Run.OutOfFoldPath, context.Recipe.Target.Names);
    private readonly ReportImages images = new(context);

    public ReportSection Build()
    {
        var blocks = new List<ReportBlock> { SideBySide(), Counts() };
        if (File.Exists(context.Run.SubmissionPath))
            blocks.Add(SubmissionRows.Block(context.Run.SubmissionPath));
        return new ReportSection("Predictions", blocks);
    }

    private ImageGridBlock SideBySide()
    {
        var rowOf = context.RowsById();
        var shown = new List<ReportImage>();
        foreach (var row in Chosen(rowOf))
        {
            var sample = rowOf[valid.Ids[row]];
            shown.Add(new ReportImage(images.Encode(sample), valid.Ids[row]) { Tag = "true" });
            shown.Add(new ReportImage(Predicted(row, sample), valid.Ids[row]) { Tag = "predicted" });
        }

        return new ImageGridBlock("True and predicted masks of validation samples", shown) { Columns = 4 };
    }

    // Some samples of each class, as far as it is known without reading masks.
    private IEnumerable<int> Chosen(Dictionary<string, int> rowOf)
    {
        var targets = context.Data.Train.Targets;
        return Enumerable.Range(0, valid.Count)
            .GroupBy(row => targets.GroupOf(rowOf[valid.Ids[row]]))
            .OrderBy(group => group.Key)
            .SelectMany(group => group.Take(ShownPerClass));
    }

    private byte[] Predicted(int row, int sample)
    {
        using var image = images.Load(sample);
        using var picture = image.ToPicture();
        using var mask = Image.Allocate(image.Height, image.Width, valid.Classes.Length, PixelType.UInt8);
        mask.Pixels<byte>().Clear();
        // Of class numbers the first is the background, which is not drawn.
        for (var c = context.Recipe.Target.Format == MaskFormat.Classes ? 1 : 0; c < valid.Classes.Length; c++)
            RunLength.Draw(valid.Texts[(row * valid.Classes.Length) + c], mask, c);
        MaskDrawing.DrawPlanes(picture, mask, Colors, firstColor: context.Recipe.Target.Format == MaskFormat.Classes ? -1 : 0);
        return ReportImages.ToPng(picture);
    }

    private TableBlock Counts() => new("Images with a predicted mask", ReportTable.From(new Table(
        TableColumn.Of("class", valid.Classes.AsSpan()),
        TableColumn.Of("images", Enumerable.Range(0, valid.Classes.Length).Select(c => Enumerable.Range(0, valid.Count).Count(row => valid.Texts[(row * valid.Classes.Length) + c].Length > 0)).ToArray()))));
}
