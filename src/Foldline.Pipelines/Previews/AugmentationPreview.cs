using System.Collections.Immutable;
using Foldline.Data.Loading;
using Foldline.Imaging;
using Foldline.Pipelines.Inputs;
using Foldline.Pipelines.Masks;
using Foldline.Pipelines.Preparing;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Records;
using Foldline.Pipelines.Stages;
using Foldline.Reports;
using Foldline.Reports.Figures;

namespace Foldline.Pipelines.Previews;

/// <summary>
/// Shows what the recipe's transforms do to some training samples: a row for each, first as it is and then as the epochs of the first
/// fold see it, with masks and boxes. The same recipe and data give the same files.
/// </summary>
/// <param name="recipe">The recipe.</param>
/// <param name="options">What is shown and where it is written.</param>
public sealed class AugmentationPreview(Recipe recipe, PreviewOptions options)
{
    private const int LongestSide = 224;
    private const int MostColumns = 12;
    private static readonly ImmutableArray<RgbColor> Colors = [.. FigureTheme.Colors.Select(RgbColor.Parse)];
    private readonly List<string> warnings = [];

    /// <summary>Writes the PNG and the HTML file.</summary>
    /// <param name="cancellation">Stops between samples.</param>
    /// <exception cref="FoldlineException">
    /// FL1001: a file cannot be written. FL1010 to FL1013: a transform is unknown or wrong. FL4101 to FL4109, FL6020 to FL6026: tables, queries or
    /// sizes are. FL3001 to FL3030: an image is refused or does not suit a transform. FL6065: a mask has another size than its image.
    /// </exception>
    public PreviewSummary Write(CancellationToken cancellation = default)
    {
        InputPlan.Steps(recipe);
        InputPlan.Transforms(recipe);
        using var loaded = RecipeData.Load(recipe, options.DataFolder, cancellation);
        var data = loaded.Prepare(recipe, PreparedImages.FolderFor(options.RunsFolder, recipe, options.DataFolder), options.Report, cancellation);
        var source = new InputSource(recipe.Input, data.Folder) { Curves = data.Curves };
        var samples = PreviewSamples.Choose(data, recipe, source, options.Samples, cancellation);
        var plan = new InputPlan(recipe, source, samples.FileSize, PretrainedStart.NormalizationOf(recipe.Model));
        // As training decodes them, so that transforms meet the same channels.
        var images = plan.Open(samples.Chosen, plan.Augmented);
        var rows = new List<ImmutableArray<PreviewPicture>>();
        try
        {
            for (var i = 0; i < samples.Records.Length; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                rows.Add(Row(samples, i, images, plan, data.Folder));
            }

            WritePng(rows);
            WriteHtml(rows, samples.Records);
        }
        finally
        {
            foreach (var picture in rows.SelectMany(row => row))
                picture.Dispose();
        }

        return new PreviewSummary($"{options.Path}.png", $"{options.Path}.html", rows.Count, [.. warnings]);
    }

    private ImmutableArray<PreviewPicture> Row(PreviewSamples samples, int number, ISampleSource images, InputPlan plan, string folder)
    {
        var record = samples.Records[number];
        using var image = images.Load(number);
        using var mask = samples.Masks[number] is { } path ? LoadMask(Path.Combine(folder, path), image) : images.LoadMask(number, image.Size);
        var pictures = ImmutableArray.CreateBuilder<PreviewPicture>();
        pictures.Add(Picture(record, image, mask, plan.Plain, 0, "as it is"));
        for (var epoch = 0; epoch < options.Count; epoch++)
            pictures.Add(Picture(record, image, mask, plan.Augmented, epoch, $"epoch {epoch + 1}"));
        return pictures.ToImmutable();
    }

    private static Image LoadMask(string path, Image image)
    {
        var mask = ImageCodec.Decode(path, new DecodeOptions { ColorMode = ColorMode.Gray });
        if (mask.Size == image.Size)
            return mask;
        var found = mask.Size;
        mask.Dispose();
        throw FoldlineException.User(
            "FL6065",
            $"The mask '{path}' has {found} pixels, but its image has {image.Size}. Give each image a mask of its size.",
            null,
            ("file", path),
            ("found", $"{found}"),
            ("expected", $"{image.Size}"));
    }

    private PreviewPicture Picture(SampleRecord record, Image image, Image? mask, TransformPipeline pipeline, int epoch, string caption)
    {
        var key = SampleKey.For((ulong)recipe.Seed, epoch, record.Id);
        (SampleBox Box, BoundingBox Area)[] marked = [.. record.Boxes.Select(box => (box, AreaOf(box, record))).Where(item => HasArea(item.Item2))];
        try
        {
            return Apply(image, mask, marked, pipeline, key, caption);
        }
        catch (FoldlineException e) when (e.Code == "FL3017" && marked.Length > 0)
        {
            if (!warnings.Contains(e.Message))
                warnings.Add(e.Message);
            return Apply(image, mask, [], pipeline, key, caption);
        }
    }

    private PreviewPicture Apply(Image image, Image? mask, (SampleBox Box, BoundingBox Area)[] marked, TransformPipeline pipeline, SampleKey key, string caption)
    {
        var applied = new List<AppliedTransform>();
        using var input = mask is null ? TransformInput.Borrowing(image) : TransformInput.Borrowing(image, mask);
        input.WithBoxes(marked.Select(item => item.Area));
        pipeline.Apply(input, key, applied);

        using var picture = input.Image.ToPicture();
        foreach (var drawn in input.Masks)
            Draw(picture, drawn);
        var boxes = input.Boxes.Select(box => new ImageBox(box.Left, box.Top, box.Right, box.Bottom, marked[box.Position].Box.Label));
        return new PreviewPicture(picture.FitInto(new ImageSize(LongestSide, LongestSide)), [.. boxes], caption, [.. applied.Select(transform => transform.Name)]);
    }

    private void Draw(Image picture, Image mask)
    {
        if (recipe.Target.Kind == TargetKind.Masks)
            MaskDrawing.Draw(picture, mask, recipe.Target, Colors);
        else
            picture.DrawMask(mask, Colors);
    }

    private static BoundingBox AreaOf(SampleBox box, SampleRecord record) =>
        BoundingBox.FromPixels(box.Left, box.Top, box.Right, box.Bottom, new ImageSize(record.Height, record.Width)).Clipped();

    private static bool HasArea(BoundingBox box) => box.Left < box.Right && box.Top < box.Bottom;

    private void WritePng(List<ImmutableArray<PreviewPicture>> rows)
    {
        var labels = rows.SelectMany(row => row).SelectMany(picture => picture.Boxes).Select(box => box.Label).Distinct().ToList();
        var images = rows.SelectMany(row => row).Select(picture => picture.WithBoxes(label => Colors[labels.IndexOf(label) % Colors.Length])).ToList();
        try
        {
            var tile = new ImageSize(images.Max(image => image.Height), images.Max(image => image.Width));
            var png = ImageGrid.ComposePng(images, new ImageGridOptions { Columns = options.Count + 1, Tile = tile });
            AtomicFile.Write($"{options.Path}.png", stream => stream.Write(png));
        }
        finally
        {
            images.ForEach(image => image.Dispose());
        }
    }

    private void WriteHtml(List<ImmutableArray<PreviewPicture>> rows, ImmutableArray<SampleRecord> records) => ReportWriter.Write($"{options.Path}.html", new ReportModel
    {
        Title = recipe.Name,
        RunId = "preview",
        Subtitle = $"{rows.Count} training samples, each as it is and augmented {options.Count} times",
        Warnings = warnings,
        Sections =
        [
            new ReportSection("Augmentation",
            [
                .. rows.Zip(records, (row, record) => new ImageGridBlock(record.Id, [.. row.Select(picture => picture.ToReport())])
                {
                    Columns = Math.Min(options.Count + 1, MostColumns),
                }),
            ]),
        ],
        Recipe = RecipeWriter.ToYaml(recipe),
    });
}
