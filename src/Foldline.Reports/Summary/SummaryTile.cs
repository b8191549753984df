using System.Globalization;

namespace Foldline.Reports;

/// <summary>A number to see first.</summary>
/// <param name="Name">What it is, such as <c>ROC AUC</c>.</param>
/// <param name="Value">The number as text.</param>
/// <param name="Detail">A smaller line below, such as <c>± 0.004 over 5 folds</c>; null for none.</param>
public sealed record SummaryTile(string Name, string Value, string? Detail = null)
{
    /// <summary>A tile with the mean of a metric over the folds and its standard deviation (divisor n - 1).</summary>
    /// <param name="name">Name of the metric.</param>
    /// <param name="values">The metric of each fold; folds where it is not a number are left out.</param>
    /// <param name="decimals">Digits behind the point.</param>
    public static SummaryTile OfFolds(string name, IReadOnlyList<double> values, int decimals = 4)
    {
        var spread = MeanAndDeviation.Of(values);
        var format = string.Create(CultureInfo.InvariantCulture, $"F{decimals}");
        var detail = spread.Count switch
        {
            0 => "undefined in every fold",
            1 => "one fold",
            _ => string.Create(CultureInfo.InvariantCulture, $"± {spread.Deviation.ToString(format, CultureInfo.InvariantCulture)} over {spread.Count} folds"),
        };
        return new SummaryTile(name, spread.Count == 0 ? "–" : spread.Mean.ToString(format, CultureInfo.InvariantCulture), detail);
    }
}
