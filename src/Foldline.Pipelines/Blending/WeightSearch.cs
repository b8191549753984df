namespace Foldline.Pipelines.Blending;

/// <summary>
/// Finds the point of the simplex (weights of at least 0 that sum to 1) with the largest score, for scores that need be neither smooth
/// nor concave, such as ranks' areas and counts: from several starts, weight is moved between two entries at a time, first over the whole
/// line between them, then in ever smaller steps. Deterministic. Where several places of a line are equally good, the middle one is taken.
/// </summary>
/// <param name="score">Gives the score of weights, larger being better; must not keep them.</param>
/// <param name="count">Number of weights.</param>
/// <param name="cancellation">Ends the search with <see cref="OperationCanceledException"/>.</param>
internal sealed class WeightSearch(Func<double[], double> score, int count, CancellationToken cancellation)
{
    private const int GridPoints = 9;
    private const int StepPoints = 5;
    private const double FirstStep = 0.1;
    private const double LastStep = 0.001;
    private const int Digits = 6;

    /// <summary>Runs the search.</summary>
    /// <param name="more">Starts besides the equal weights, the best single entry and a greedy choice.</param>
    /// <returns>Weights of six digits that sum to 1; equal ones when nothing is better.</returns>
    public double[] Run(params IEnumerable<double[]> more)
    {
        var equal = Enumerable.Repeat(1.0 / count, count).ToArray();
        var best = new Point(equal, score(equal));
        foreach (var start in (double[][])[equal, BestSingle(), Greedy(), .. more])
        {
            var end = Climb(new Point(start, score(start)));
            if (IsBetter(end.Value, best.Value))
                best = end;
        }

        return ReferenceEquals(best.Weights, equal) ? equal : Round(best.Weights);
    }

    private static bool IsBetter(double value, double than) => value > than + (1e-12 * Math.Max(1, Math.Abs(than)));

    private static double[] Single(int index, int count) => [.. Enumerable.Range(0, count).Select(i => i == index ? 1.0 : 0)];

    private static double[] Round(double[] weights)
    {
        double[] rounded = [.. weights.Select(weight => Math.Round(weight, Digits))];
        var largest = Array.IndexOf(rounded, rounded.Max());
        rounded[largest] = Math.Round(1 - rounded.Where((_, i) => i != largest).Sum(), Digits);
        return rounded;
    }

    private double[] BestSingle() => Single(Enumerable.Range(0, count).MaxBy(i => score(Single(i, count))), count);

    /// <summary>Adds one entry after the other to a mean, each time the one that helps most; the same may come again.</summary>
    private double[] Greedy()
    {
        var picks = new double[count];
        var best = (Weights: Single(0, count), Value: double.NegativeInfinity);
        for (var round = 1; round <= 2 * count; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            var candidates = Enumerable.Range(0, count).Select(i => picks.Select((n, j) => (n + (i == j ? 1 : 0)) / round).ToArray()).ToList();
            var values = candidates.ConvertAll(candidate => score(candidate));
            var chosen = values.IndexOf(values.Max());
            picks[chosen]++;
            if (IsBetter(values[chosen], best.Value) || double.IsNegativeInfinity(best.Value))
                best = (candidates[chosen], values[chosen]);
        }

        return best.Weights;
    }

    private Point Climb(Point point)
    {
        point = Sweep(point, 1, GridPoints);
        for (var step = FirstStep; step >= LastStep;)
        {
            var next = Sweep(point, step, StepPoints);
            if (!IsBetter(next.Value, point.Value))
                step /= 3;
            point = next;
        }

        return point;
    }

    private Point Sweep(Point point, double reach, int points)
    {
        for (var i = 0; i < count; i++)
        {
            for (var j = i + 1; j < count; j++)
            {
                cancellation.ThrowIfCancellationRequested();
                point = Line(point, (i, j), reach, points);
            }
        }

        return point;
    }

    /// <summary>Looks at evenly spaced divisions of two entries' common weight, no further away than the reach.</summary>
    private Point Line(Point point, (int I, int J) pair, double reach, int points)
    {
        var total = point.Weights[pair.I] + point.Weights[pair.J];
        if (total <= 0)
            return point;
        var low = Math.Max(0, point.Weights[pair.I] - reach);
        var high = Math.Min(total, point.Weights[pair.I] + reach);
        var found = new Point[points];
        for (var k = 0; k < points; k++)
        {
            var weights = (double[])point.Weights.Clone();
            weights[pair.I] = k == points - 1 ? high : low + (k * (high - low) / (points - 1));
            weights[pair.J] = Math.Max(0, total - weights[pair.I]);
            found[k] = new Point(weights, score(weights));
        }

        var first = Array.FindIndex(found, candidate => candidate.Value == found.Max(other => other.Value));
        var last = first;
        while (last + 1 < points && found[last + 1].Value == found[first].Value)
            last++;
        var middle = found[(first + last) / 2];
        return IsBetter(middle.Value, point.Value) ? middle : point;
    }

    private sealed record Point(double[] Weights, double Value);
}
