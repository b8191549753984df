namespace Foldline.Data.Folds;

/// <summary>Sums and deviations with NumPy's order of additions, where the last bit decides ties.</summary>
internal static class NumpySum
{
    private const int Block = 128;

    /// <summary>Sum of neighbours in memory: few from left to right, up to 128 with eight running sums, more by halves.</summary>
    public static double Pairwise(ReadOnlySpan<double> values)
    {
        if (values.Length > Block)
        {
            var half = values.Length / 2;
            half -= half % 8;
            return Pairwise(values[..half]) + Pairwise(values[half..]);
        }

        var sum = 0.0;
        var at = 0;
        if (values.Length >= 8)
        {
            Span<double> lanes = stackalloc double[8];
            values[..8].CopyTo(lanes);
            for (at = 8; at + 8 <= values.Length; at += 8)
            {
                for (var lane = 0; lane < 8; lane++)
                    lanes[lane] += values[at + lane];
            }

            sum = ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
        }

        for (; at < values.Length; at++)
            sum += values[at];
        return sum;
    }

    /// <summary>Population standard deviation of neighbours in memory.</summary>
    public static double Deviation(ReadOnlySpan<double> values)
    {
        var mean = Pairwise(values) / values.Length;
        Span<double> squares = values.Length <= Block ? stackalloc double[values.Length] : new double[values.Length];
        for (var i = 0; i < values.Length; i++)
            squares[i] = (values[i] - mean) * (values[i] - mean);
        return Math.Sqrt(Pairwise(squares) / values.Length);
    }

    /// <summary>Population standard deviation of values that lie rows apart: added from first to last.</summary>
    public static double DeviationAcross(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        var mean = sum / values.Length;
        var squares = 0.0;
        foreach (var value in values)
            squares += (value - mean) * (value - mean);
        return Math.Sqrt(squares / values.Length);
    }
}
