namespace Foldline.Reports.Figures;

/// <summary>A named list of points: a line, or the marks of one colour in a scatter figure.</summary>
/// <param name="Name">Shown in the legend.</param>
/// <param name="X">Horizontal positions.</param>
/// <param name="Y">Vertical positions, as many; not-a-number makes a gap.</param>
public sealed record PointSeries(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <summary>What the pointer shows at each point, such as the sample's id; null for the numbers alone.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Throws when the lists differ in length.</summary>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    internal void ThrowIfUneven()
    {
        if (X.Count != Y.Count || (Labels is not null && Labels.Count != X.Count))
            throw new ArgumentException($"The series '{Name}' has {X.Count} horizontal and {Y.Count} vertical positions; they must be as many.");
    }
}
