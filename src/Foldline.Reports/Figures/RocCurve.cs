namespace Foldline.Reports.Figures;

/// <summary>A receiver operating characteristic: the share of positives found against the share of negatives taken for positives.</summary>
/// <param name="Name">Shown in the legend.</param>
/// <param name="FalsePositiveRate">Horizontal positions from 0 to 1, rising.</param>
/// <param name="TruePositiveRate">Vertical positions from 0 to 1, rising, as many.</param>
/// <param name="Area">Area under the curve, 0 to 1; not-a-number when a class does not occur.</param>
public sealed record RocCurve(string Name, IReadOnlyList<double> FalsePositiveRate, IReadOnlyList<double> TruePositiveRate, double Area)
{
    private const int MostPoints = 1000;

    /// <summary>
    /// The curve of scores. Equal scores make one step (a slanted one when both classes are in it), so that the area is the
    /// probability that a positive scores above a negative, ties counting half.
    /// </summary>
    /// <param name="name">Shown in the legend.</param>
    /// <param name="positive">Which samples are positive.</param>
    /// <param name="scores">Higher means more likely positive; as many as <paramref name="positive"/>, none not-a-number.</param>
    /// <exception cref="ArgumentException">The lists differ in length or a score is not a number.</exception>
    public static RocCurve FromScores(string name, IReadOnlyList<bool> positive, IReadOnlyList<double> scores)
    {
        if (positive.Count != scores.Count)
            throw new ArgumentException($"{positive.Count} labels for {scores.Count} scores.", nameof(scores));
        if (scores.Any(double.IsNaN))
            throw new ArgumentException("A score is not a number.", nameof(scores));

        var order = Enumerable.Range(0, scores.Count).OrderByDescending(i => scores[i]).ToArray();
        double positives = positive.Count(value => value), negatives = positive.Count - positives;
        if (positives == 0 || negatives == 0)
            return new RocCurve(name, [0, 1], [0, 1], double.NaN);

        List<double> x = [0], y = [0];
        double found = 0, mistaken = 0, area = 0;
        for (var i = 0; i < order.Length;)
        {
            for (var score = scores[order[i]]; i < order.Length && scores[order[i]] == score; i++)
                _ = positive[order[i]] ? found++ : mistaken++;
            area += ((mistaken / negatives) - x[^1]) * ((found / positives) + y[^1]) / 2;
            AddCorner(x, y, mistaken / negatives, found / positives);
        }

        return Thinned(new RocCurve(name, x, y, area));
    }

    private static void AddCorner(List<double> x, List<double> y, double nextX, double nextY)
    {
        var straight = x.Count > 1 && ((x[^1] == x[^2] && nextX == x[^1]) || (y[^1] == y[^2] && nextY == y[^1]));
        if (straight)
        {
            (x[^1], y[^1]) = (nextX, nextY);
            return;
        }

        x.Add(nextX);
        y.Add(nextY);
    }

    private static RocCurve Thinned(RocCurve curve)
    {
        var count = curve.FalsePositiveRate.Count;
        if (count <= MostPoints)
            return curve;
        var kept = Enumerable.Range(0, MostPoints).Select(i => (int)((long)i * (count - 1) / (MostPoints - 1))).ToArray();
        return curve with
        {
            FalsePositiveRate = Array.ConvertAll(kept, i => curve.FalsePositiveRate[i]),
            TruePositiveRate = Array.ConvertAll(kept, i => curve.TruePositiveRate[i]),
        };
    }
}
