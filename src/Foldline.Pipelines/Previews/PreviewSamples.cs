using System.Collections.Immutable;
using Foldline.Data;
using Foldline.Imaging;
using Foldline.Pipelines.Inputs;
using Foldline.Pipelines.Records;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Stages;

namespace Foldline.Pipelines.Previews;

/// <summary>The training samples that a preview shows.</summary>
internal sealed class PreviewSamples
{
    private const string MaskColumn = "mask";

    private PreviewSamples(SampleSet chosen, ImmutableArray<SampleRecord> records, ImmutableArray<string?> masks, ImageSize? fileSize) =>
        (Chosen, Records, Masks, FileSize) = (chosen, records, masks, fileSize);

    /// <summary>The samples in the order in which they are shown.</summary>
    public SampleSet Chosen { get; }

    /// <summary>What is known of them.</summary>
    public ImmutableArray<SampleRecord> Records { get; }

    /// <summary>Path of each sample's mask in the data folder; null for none.</summary>
    public ImmutableArray<string?> Masks { get; }

    /// <summary>Size of the image files when all have one, as training finds it.</summary>
    public ImageSize? FileSize { get; }

    /// <summary>Chooses samples by the recipe's seed, one of each class in turn.</summary>
    /// <exception cref="FoldlineException">FL3001 to FL3011: an image is refused. FL4101: the query for boxes is. FL6020: it lacks a column.</exception>
    public static PreviewSamples Choose(RecipeData data, Recipe recipe, InputSource source, int count, CancellationToken cancellation)
    {
        var rows = Rows(data.Train, (ulong)recipe.Seed).Take(count).ToArray();
        var boxes = recipe.Boxes is { } sql ? data.Database.Query(sql, cancellation) : null;
        var chosen = data.Train.Only(rows);
        var records = RecordBuilder.Build(chosen, source, boxes, cancellation);
        var masks = recipe.Target.Kind != TargetKind.Masks && data.Train.Rows.HasColumn(MaskColumn) ? data.Train.Rows.Column(MaskColumn) : null;
        return new PreviewSamples(chosen, records, [.. rows.Select(row => masks?.Text(row))], SizeOfAll(records, data, recipe, source, cancellation));
    }

    private static IEnumerable<int> Rows(SampleSet samples, ulong seed)
    {
        int[] rows = [.. Enumerable.Range(0, samples.Count)];
        var random = CounterRandom.For(seed, CounterRandom.Hash("preview"));
        random.Shuffle<int>(rows);
        return rows.GroupBy(row => samples.Targets.GroupOf(row))
            .OrderBy(group => group.Key)
            .SelectMany(group => group.Select((row, turn) => (row, turn)))
            .OrderBy(item => item.turn)
            .Select(item => item.row);
    }

    // Whether images are resized first decides the position of the transforms and with it what they draw; all headers are read only where it is open.
    private static ImageSize? SizeOfAll(ImmutableArray<SampleRecord> shown, RecipeData data, Recipe recipe, InputSource source, CancellationToken cancellation)
    {
        var sizes = Sizes(shown);
        if (sizes is [var one] && recipe.Input.Size == one)
            sizes = Sizes(RecordBuilder.Build(data.Train, source, null, cancellation));
        return sizes is [var size] ? size : null;
    }

    private static ImageSize[] Sizes(ImmutableArray<SampleRecord> records) => [.. records.Select(record => new ImageSize(record.Height, record.Width)).Distinct()];
}
