using Foldline.Imaging;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Records;

namespace Foldline.Pipelines.Masks;

/// <summary>Masks as run lengths, a column for each class.</summary>
internal sealed class RunLengthMasks(TargetSpec target, SampleSet samples, string folder) : MaskReader(target, samples, folder)
{
    /// <inheritdoc/>
    public override Image Read(int row, ImageSize size)
    {
        var mask = Empty(size);
        try
        {
            for (var c = 0; c < Layout.Channels; c++)
                RunLength.Draw(Text(row, c), mask, c);
            return mask;
        }
        catch
        {
            mask.Dispose();
            throw;
        }
    }

    /// <summary>Checks all texts, so that a wrong one is found before anything is trained.</summary>
    /// <param name="records">Sizes of the images.</param>
    /// <exception cref="FoldlineException">FL4601: a text is malformed.</exception>
    public void Check(IReadOnlyList<SampleRecord> records)
    {
        for (var row = 0; row < records.Count; row++)
        {
            for (var c = 0; c < Layout.Channels; c++)
            {
                try
                {
                    RunLength.Check(Text(row, c), checked(records[row].Height * records[row].Width));
                }
                catch (FoldlineException e)
                {
                    throw Malformed(row, c, records[row].Id, e);
                }
            }
        }
    }

    private FoldlineException Malformed(int row, int column, string id, FoldlineException cause) => FoldlineException.User(
        "FL4601",
        $"The recipe's query 'samples', row {row}: the mask '{Target.Columns[column]}' of '{id}' cannot be read. {cause.Message}",
        cause,
        ("row", $"{row}"),
        ("id", id),
        ("column", Target.Columns[column]),
        ("reason", cause.Facts.GetValueOrDefault("reason", "")));
}
