using System.Collections.Immutable;
using Foldline.Imaging;
using Foldline.Pipelines.Masks;
using Foldline.Pipelines.Predictions;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Runs;
using Foldline.Training.Metrics;
using Foldline.Training.Metrics.Masks;

namespace Foldline.Pipelines.Stages;

/// <summary>Joins the folds' predicted masks and measures them at the size of the original images.</summary>
/// <param name="context">The run.</param>
internal sealed class MaskScoring(RunContext context)
{
    private readonly TargetSpec target = context.Recipe.Target;

    /// <summary>Writes out-of-fold predictions and measures them.</summary>
    /// <returns>The metrics.</returns>
    /// <exception cref="FoldlineException">FL6045: no fold has predictions.</exception>
    public RunMetrics Run(CancellationToken cancellation)
    {
        var folds = context.PredictedFolds();
        var valid = folds.Select(fold => MaskTable.Load(fold.ValidPath, target.Names)).ToList();
        var joined = MaskTable.Join(valid, context.Data.Train.Ids);
        joined.Save(context.Run.OutOfFoldPath);
        joined.SaveCsv(context.Run.ValidCsvPath, context.IdName());

        var counts = Count(joined, cancellation);
        return new RunMetrics
        {
            Names = [.. Metrics().Select(metric => metric.Name)],
            Folds = [.. folds.Zip(valid, (fold, table) => new FoldScore(fold.Fold, table.Count, FoldEpoch.Read(fold), Measure(table, counts)))],
            OutOfFold = Measure(joined, counts),
            Samples = joined.Count,
        };
    }

    private ImmutableArray<MaskMetric> Metrics() => [.. context.Recipe.Metrics.Select(part => part.Build(MaskMetricTable.Standard))];

    private ImmutableArray<double> Measure(MaskTable table, IReadOnlyDictionary<string, PixelCounts[]> counts)
    {
        var statistics = new SegmentationStatistics(target.Names.Count);
        foreach (var id in table.Ids)
            statistics.Add(counts[id]);
        return [.. Metrics().Select(metric => metric.Compute(statistics))];
    }

    private Dictionary<string, PixelCounts[]> Count(MaskTable table, CancellationToken cancellation)
    {
        var truth = MaskReader.For(target, context.Data.Train, context.Data.Folder);
        var rowOf = context.RowsById();
        var counts = new PixelCounts[table.Count][];
        var failure = default(FoldlineException);
        Parallel.For(0, table.Count, new ParallelOptions { CancellationToken = cancellation }, (row, state) =>
        {
            try
            {
                using var mask = truth.Read(rowOf[table.Ids[row]], table.Sizes[row]);
                counts[row] = Count(table, row, mask);
            }
            catch (FoldlineException e)
            {
                failure = e;
                state.Stop();
            }
        });
        return failure is not null ? throw failure : table.Ids.Zip(counts).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
    }

    private PixelCounts[] Count(MaskTable table, int row, Image mask)
    {
        var classes = table.Classes.Length;
        var counts = new PixelCounts[classes];
        for (var c = 0; c < classes; c++)
        {
            using var predicted = RunLength.Decode(table.Texts[(row * classes) + c], mask.Height, mask.Width);
            counts[c] = Compare(predicted, mask, c);
        }

        return counts;
    }

    private PixelCounts Compare(Image predicted, Image mask, int number)
    {
        var areClasses = target.Format == MaskFormat.Classes;
        var called = predicted.Pixels<byte>();
        var truth = mask.Pixels<byte>();
        var (both, all, actual, seen) = (0L, 0L, 0L, 0L);
        for (var i = 0; i < called.Length; i++)
        {
            var value = areClasses ? truth[i] : truth[(i * mask.Channels) + number];
            if (areClasses && value == target.Ignore)
                continue;
            var isTrue = areClasses ? value == number : value != 0;
            seen++;
            all += called[i];
            actual += isTrue ? 1 : 0;
            both += isTrue ? called[i] : 0;
        }

        return new PixelCounts(both, all - both, actual - both, seen - all - actual + both);
    }
}
