namespace Foldline.Reports.Figures;

/// <summary>A named list of numbers: the bars of one colour, or the values behind a histogram.</summary>
/// <param name="Name">Shown in the legend.</param>
/// <param name="Values">Numbers; not-a-number is left out of the figure.</param>
public sealed record ValueSeries(string Name, IReadOnlyList<double> Values);
