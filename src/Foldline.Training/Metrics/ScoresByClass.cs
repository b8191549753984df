using System.Buffers;

namespace Foldline.Training.Metrics;

/// <summary>The scores of positives and of negatives, each ascending, as keys that sort as the numbers do. O(n), a radix sort.</summary>
internal readonly ref struct ScoresByClass : IDisposable
{
    private readonly ulong[] memory;

    /// <summary>Sorts scores.</summary>
    /// <param name="scores">Scores [n], no NaN.</param>
    /// <param name="targets">1 for positives, 0 for negatives [n].</param>
    /// <exception cref="FoldlineException">FL5101: the lengths differ, a score is NaN or a target is neither 0 nor 1.</exception>
    public ScoresByClass(ReadOnlySpan<double> scores, ReadOnlySpan<int> targets)
    {
        _ = new PredictionBatch(scores, targets, 1);
        var positives = 0;
        foreach (var target in targets)
            positives += target;
        memory = ArrayPool<ulong>.Shared.Rent(2 * scores.Length);
        Positive = memory.AsSpan(0, positives);
        Negative = memory.AsSpan(positives, scores.Length - positives);
        var (p, n) = (0, 0);
        for (var i = 0; i < scores.Length; i++)
        {
            var key = RadixSort.KeyOf(scores[i]);
            if (targets[i] == 1)
                Positive[p++] = key;
            else
                Negative[n++] = key;
        }

        var scratch = memory.AsSpan(scores.Length, scores.Length);
        RadixSort.Sort(Positive, scratch[..Positive.Length]);
        RadixSort.Sort(Negative, scratch[..Negative.Length]);
    }

    /// <summary>Ascending keys of the positives.</summary>
    public Span<ulong> Positive { get; }

    /// <summary>Ascending keys of the negatives.</summary>
    public Span<ulong> Negative { get; }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => ArrayPool<ulong>.Shared.Return(memory);
}
