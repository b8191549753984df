using System.Collections.Immutable;
using Foldline.Imaging;

namespace Foldline.Pipelines.Curves;

/// <summary>The curves of a recipe's samples by their ids. Immutable.</summary>
public sealed class CurveSet
{
    private readonly ImmutableDictionary<string, ImmutableArray<Curve>> curves;

    /// <summary>A set of curves.</summary>
    /// <param name="curves">Sample id and curve, in the order in which they are drawn.</param>
    public CurveSet(IEnumerable<(string Id, Curve Curve)> curves) =>
        this.curves = curves.GroupBy(item => item.Id, item => item.Curve, StringComparer.Ordinal).ToImmutableDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal);

    /// <summary>No curves.</summary>
    public static CurveSet Empty { get; } = new([]);

    /// <summary>Number of samples that have curves.</summary>
    public int Count => curves.Count;

    /// <summary>The colours of the labels, in the order of the labels' names.</summary>
    public IReadOnlyList<(string Label, RgbColor Color)> Legend =>
        [.. curves.Values.SelectMany(all => all).Select(curve => (curve.Label, curve.Color)).Distinct().OrderBy(item => item.Label, StringComparer.Ordinal)];

    /// <summary>The curves of a sample; none when there are none.</summary>
    /// <param name="id">Id of the sample.</param>
    public ImmutableArray<Curve> Of(string id) => curves.GetValueOrDefault(id, []);

    /// <summary>Whether a sample has curves.</summary>
    /// <param name="id">Id of the sample.</param>
    public bool Has(string id) => curves.ContainsKey(id);

    /// <summary>Draws a sample's curves.</summary>
    /// <param name="id">Id of the sample.</param>
    /// <param name="image">8- or 16-bit grey or colour; changed in place.</param>
    /// <param name="width">Width of the lines as a share of the image's longer side.</param>
    public void Draw(string id, Image image, double width)
    {
        foreach (var curve in Of(id))
            curve.Draw(image, width);
    }
}
