namespace Foldline.Pipelines.Doctor;

/// <summary>How far two samples of numbers are from being drawn alike.</summary>
internal static class Distributions
{
    // Kolmogorov's limit for one in ten thousand.
    private const double Limit = 2.23;

    /// <summary>The largest distance of the cumulated shares, 0 … 1 (Kolmogorov and Smirnov).</summary>
    /// <param name="first">Numbers, at least one.</param>
    /// <param name="second">Numbers, at least one.</param>
    public static double Distance(IReadOnlyCollection<double> first, IReadOnlyCollection<double> second)
    {
        double[] a = [.. first.Order()];
        double[] b = [.. second.Order()];
        var (i, j, largest) = (0, 0, 0.0);
        while (i < a.Length && j < b.Length)
        {
            var value = Math.Min(a[i], b[j]);
            while (i < a.Length && a[i] == value)
                i++;
            while (j < b.Length && b[j] == value)
                j++;
            largest = Math.Max(largest, Math.Abs(((double)i / a.Length) - ((double)j / b.Length)));
        }

        return largest;
    }

    /// <summary>Whether a distance is too large for chance.</summary>
    /// <param name="distance">From <see cref="Distance"/>.</param>
    /// <param name="first">Numbers in the one sample.</param>
    /// <param name="second">Numbers in the other.</param>
    public static bool IsBeyondChance(double distance, int first, int second) => distance > Limit * Math.Sqrt(((double)first + second) / ((double)first * second));

    /// <summary>The middle number.</summary>
    /// <param name="values">At least one.</param>
    public static double Median(IReadOnlyCollection<double> values) => values.Order().ElementAt(values.Count / 2);
}
