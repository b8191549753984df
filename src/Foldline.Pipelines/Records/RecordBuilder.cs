using System.Collections.Immutable;
using Foldline.Data;
using Foldline.Imaging;
using Foldline.Pipelines.Inputs;

namespace Foldline.Pipelines.Records;

/// <summary>
/// Builds the records of samples: reads every image's header (so that a missing or damaged file is found before anything is trained) and
/// scales marked boxes from the original image's pixels to the file's.
/// </summary>
public static class RecordBuilder
{
    private static readonly string[] BoxColumns = ["id", "label", "x_min", "y_min", "x_max", "y_max", "height", "width"];

    /// <summary>Builds the records.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="source">Where the images come from.</param>
    /// <param name="boxes">
    /// Marked regions: <c>id, label, x_min, y_min, x_max, y_max</c> in pixels of an original of <c>height</c> × <c>width</c>; null = none.
    /// </param>
    /// <param name="cancellation">Stops between images.</param>
    /// <returns>One record a sample, in their order.</returns>
    /// <exception cref="FoldlineException">FL3001 to FL3011, FL4401 to FL4603: an image is refused. FL6020: <paramref name="boxes"/> lacks a column.</exception>
    public static ImmutableArray<SampleRecord> Build(SampleSet samples, InputSource source, Table? boxes, CancellationToken cancellation = default)
    {
        var sizes = ReadSizes(samples, source, cancellation);
        var records = Enumerable.Range(0, samples.Count)
            .Select(i => new SampleRecord(samples.Ids[i], samples.Images[i], sizes[i].Height, sizes[i].Width, []))
            .ToImmutableArray();
        return boxes is null ? records : AddBoxes(records, boxes);
    }

    private static ImageSize[] ReadSizes(SampleSet samples, InputSource source, CancellationToken cancellation)
    {
        var sizeOf = source.SizesOf(samples);
        var sizes = new ImageSize[samples.Count];
        var failures = new FoldlineException?[samples.Count];
        Parallel.For(0, samples.Count, new ParallelOptions { CancellationToken = cancellation }, i =>
        {
            try
            {
                sizes[i] = sizeOf(i);
            }
            catch (FoldlineException e)
            {
                failures[i] = e;
            }
        });
        return Array.Find(failures, failure => failure is not null) is { } first ? throw first : sizes;
    }

    private static ImmutableArray<SampleRecord> AddBoxes(ImmutableArray<SampleRecord> records, Table boxes)
    {
        if (BoxColumns.FirstOrDefault(name => !boxes.HasColumn(name)) is { } missing)
        {
            throw FoldlineException.User(
                "FL6020",
                $"The recipe's query 'boxes' gives no column '{missing}'; expected are {string.Join(", ", BoxColumns)}.{NearestName.Hint(missing, boxes.ColumnNames)}",
                null,
                ("key", "boxes"),
                ("expected", missing),
                ("found", string.Join(", ", boxes.ColumnNames)));
        }

        var ids = boxes.Column("id").Strings();
        var labels = boxes.Column("label").Strings("");
        var numbers = BoxColumns[2..].Select(name => boxes.Column(name).Doubles()).ToArray();
        var byId = Enumerable.Range(0, ids.Length).ToLookup(row => ids[row], StringComparer.Ordinal);
        return [.. records.Select(record => record with { Boxes = [.. byId[record.Id].Select(row => Scale(record, labels[row], numbers, row))] })];
    }

    private static SampleBox Scale(SampleRecord record, string label, double[][] numbers, int row)
    {
        var down = record.Height / numbers[4][row];
        var right = record.Width / numbers[5][row];
        return new SampleBox(label, numbers[0][row] * right, numbers[1][row] * down, numbers[2][row] * right, numbers[3][row] * down);
    }
}
