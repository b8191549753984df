using System.Globalization;
using System.Text.RegularExpressions;

namespace Foldline.Models;

/// <summary>
/// Numbers the layers of a model by its <see cref="ImageModel.Grouping"/>: 0 is the stem, then stages or blocks in the order in which an image
/// meets them, last what no pattern names (the head). The numbers are those of timm's <c>group_parameters</c>.
/// </summary>
public sealed class LayerNumbers
{
    private readonly (Regex Pattern, int Part, int? Order)[] patterns;
    private readonly SortedDictionary<double[], int> numbers = new(Comparer<double[]>.Create(Compare));

    /// <summary>Numbers a model's layers.</summary>
    /// <param name="model">The model.</param>
    /// <param name="coarse">By stages; otherwise by blocks.</param>
    public LayerNumbers(ImageModel model, bool coarse)
    {
        var grouping = model.Grouping;
        patterns =
        [
            (Compile(grouping.Stem), 0, null),
            .. (coarse ? grouping.Stages : grouping.Blocks).Select(pattern => (Compile(pattern.Pattern), 1, pattern.Order)),
        ];
        foreach (var (name, _) in model.NamedParameters())
            numbers.TryAdd(KeyOf(name), 0);
        var number = -1;
        foreach (var key in numbers.Keys.ToList())
        {
            // What comes last of its part, such as a final norm, belongs to the layer before.
            if (number < 0 || key[^1] != LayerPattern.Last)
                number++;
            numbers[key] = number;
        }

        Count = number + 1;
    }

    /// <summary>Number of layers.</summary>
    public int Count { get; }

    /// <summary>The number of the layer that a parameter or buffer belongs to; that of the head for what belongs to none.</summary>
    /// <param name="name">Full name in the state dict.</param>
    public int this[string name] => numbers.TryGetValue(KeyOf(name), out var number) ? number : Count - 1;

    private static Regex Compile(string pattern) => new($@"\G(?:{pattern})", RegexOptions.CultureInvariant);

    private double[] KeyOf(string name)
    {
        foreach (var (pattern, part, order) in patterns)
        {
            var match = pattern.Match(name);
            if (!match.Success)
                continue;
            var captured = match.Groups.Values.Skip(1).Where(group => group.Success).Select(group => double.Parse(group.Value, CultureInfo.InvariantCulture));
            return order is { } fixedOrder ? [part, .. captured, fixedOrder] : [part, .. captured];
        }

        return [double.PositiveInfinity];
    }

    private static int Compare(double[] a, double[] b)
    {
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            if (a[i] != b[i])
                return a[i].CompareTo(b[i]);
        }

        return a.Length.CompareTo(b.Length);
    }
}
