namespace Foldline.Reports.Figures;

/// <summary>Equally wide bins over a range; the last one includes its upper end.</summary>
/// <param name="Low">Lower end of the first bin.</param>
/// <param name="Width">Width of a bin, positive.</param>
/// <param name="Count">Number of bins, at least 1.</param>
internal readonly record struct HistogramBins(double Low, double Width, int Count)
{
    private const int MostBins = 60;

    /// <summary>Chooses the bins of a histogram.</summary>
    /// <param name="options">The range and number, where given, stay as they are.</param>
    public static HistogramBins For(HistogramOptions options)
    {
        var values = options.Series.SelectMany(series => series.Values).Where(double.IsFinite).ToArray();
        if (options.Bins == 0 && options is { Low: null, High: null } && OfIntegers(values) is { } whole)
            return whole;
        var low = options.Low ?? (values.Length == 0 ? 0 : values.Min());
        var high = options.High ?? (values.Length == 0 ? 1 : values.Max());
        if (high <= low)
            high = low + Math.Max(1, Math.Abs(low) * 1e-6);
        // Sturges' rule gives too few for thousands of values, the square root too many.
        var count = options.Bins > 0 ? options.Bins : Math.Clamp((int)Math.Ceiling(2 * Math.Cbrt(Math.Max(1, values.Length))), 5, MostBins);
        return new HistogramBins(low, (high - low) / count, count);
    }

    /// <summary>How many values fall into each bin; values outside the range and not-a-number are left out.</summary>
    /// <param name="values">Any numbers.</param>
    public double[] CountIn(IReadOnlyList<double> values)
    {
        var counts = new double[Count];
        var high = Low + (Width * Count);
        foreach (var value in values)
        {
            if (value >= Low && value <= high)
                counts[Math.Min(Count - 1, (int)((value - Low) / Width))]++;
        }

        return counts;
    }

    /// <summary>The middle of each bin.</summary>
    public double[] Centers()
    {
        var centers = new double[Count];
        for (var i = 0; i < Count; i++)
            centers[i] = Low + (Width * (i + 0.5));
        return centers;
    }

    private static HistogramBins? OfIntegers(double[] values)
    {
        if (values.Length == 0 || values.Any(value => value != Math.Floor(value)))
            return null;
        var (low, high) = (values.Min(), values.Max());
        return high - low < MostBins ? new HistogramBins(low - 0.5, 1, (int)(high - low) + 1) : null;
    }
}
