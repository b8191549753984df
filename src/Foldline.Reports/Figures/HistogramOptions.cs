namespace Foldline.Reports.Figures;

/// <summary>What a histogram shows.</summary>
public sealed record HistogramOptions
{
    /// <summary>Title of the figure.</summary>
    public required string Title { get; init; }

    /// <summary>The values of each colour, drawn over each other; the first is at the back.</summary>
    public required IReadOnlyList<ValueSeries> Series { get; init; }

    /// <summary>Title of the horizontal axis.</summary>
    public string XTitle { get; init; } = "value";

    /// <summary>Lower end of the first bin; null takes it from the values.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end of the last bin; null takes it from the values.</summary>
    public double? High { get; init; }

    /// <summary>Number of bins; 0 chooses it from the values.</summary>
    public int Bins { get; init; }

    /// <summary>True shows each series as a share of its own number, so that series of different sizes compare; false shows counts.</summary>
    public bool AsShare { get; init; }
}
