using System.Numerics;
using System.Runtime.InteropServices;

namespace Foldline.Imaging.Similarity;

/// <summary>Which vectors of a set point in nearly the same direction, found by comparing all with all.</summary>
internal static class NearestVectors
{
    /// <summary>The nearest of each vector.</summary>
    /// <param name="vectors">N vectors of one length, 1 each.</param>
    /// <param name="limits">How many are wanted, and how near.</param>
    /// <param name="done">Called when a vector is done, from any thread.</param>
    /// <param name="cancellation">Ends with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>Pairs, the lower number first, each once, in order.</returns>
    public static List<(int First, int Second)> Find(float[][] vectors, NearestLimits limits, Action done, CancellationToken cancellation)
    {
        var count = limits.Count;
        var found = new int[vectors.Length][];
        Parallel.For(0, vectors.Length, new ParallelOptions { CancellationToken = cancellation }, i =>
        {
            var best = new PriorityQueue<int, float>(count + 1);
            for (var j = 0; j < vectors.Length; j++)
            {
                if (j == i)
                    continue;
                var cosine = Dot(vectors[i], vectors[j]);
                if (cosine < limits.LeastCosine || (best.Count == count && best.TryPeek(out _, out var worst) && cosine <= worst))
                    continue;
                best.Enqueue(j, cosine);
                if (best.Count > count)
                    best.Dequeue();
            }

            found[i] = [.. best.UnorderedItems.Select(item => item.Element)];
            done();
        });
        return [.. found.SelectMany((others, i) => others.Select(j => (Math.Min(i, j), Math.Max(i, j)))).Distinct().Order()];
    }

    /// <summary>Vectors of mean 0 and deviation 1 in every entry over the set, made 1 long.</summary>
    /// <param name="rows">Vectors of one length.</param>
    public static float[][] Standardize(IReadOnlyList<float[]> rows)
    {
        if (rows.Count == 0)
            return [];
        var length = rows[0].Length;
        var mean = new double[length];
        var square = new double[length];
        foreach (var row in rows)
        {
            for (var i = 0; i < length; i++)
                (mean[i], square[i]) = (mean[i] + row[i], square[i] + ((double)row[i] * row[i]));
        }

        for (var i = 0; i < length; i++)
        {
            mean[i] /= rows.Count;
            square[i] = Math.Sqrt(Math.Max((square[i] / rows.Count) - (mean[i] * mean[i]), 0)) + 1e-9;
        }

        return [.. rows.Select(row => Unit([.. row.Select((value, i) => (float)((value - mean[i]) / square[i]))]))];
    }

    private static float[] Unit(float[] vector)
    {
        var length = MathF.Sqrt(Dot(vector, vector)) + 1e-9f;
        return [.. vector.Select(value => value / length)];
    }

    private static float Dot(float[] first, float[] second)
    {
        var a = MemoryMarshal.Cast<float, Vector<float>>(first);
        var b = MemoryMarshal.Cast<float, Vector<float>>(second);
        var sums = Vector<float>.Zero;
        for (var i = 0; i < a.Length; i++)
            sums += a[i] * b[i];
        var sum = Vector.Sum(sums);
        for (var i = a.Length * Vector<float>.Count; i < first.Length; i++)
            sum += first[i] * second[i];
        return sum;
    }
}
