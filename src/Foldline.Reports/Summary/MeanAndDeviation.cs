namespace Foldline.Reports;

/// <summary>Mean and sample standard deviation of numbers.</summary>
/// <param name="Count">How many were numbers.</param>
/// <param name="Mean">Arithmetic mean; not-a-number without values.</param>
/// <param name="Deviation">Standard deviation with divisor n - 1; not-a-number below two values.</param>
internal readonly record struct MeanAndDeviation(int Count, double Mean, double Deviation)
{
    /// <summary>Of the values that are finite.</summary>
    /// <param name="values">Any numbers.</param>
    public static MeanAndDeviation Of(IReadOnlyList<double> values)
    {
        var numbers = values.Where(double.IsFinite).ToArray();
        if (numbers.Length == 0)
            return new MeanAndDeviation(0, double.NaN, double.NaN);
        var mean = numbers.Average();
        var squares = numbers.Sum(value => (value - mean) * (value - mean));
        return new MeanAndDeviation(numbers.Length, mean, numbers.Length < 2 ? double.NaN : Math.Sqrt(squares / (numbers.Length - 1)));
    }
}
