using System.Globalization;
using System.Text.RegularExpressions;

namespace Foldline.Models.Weights;

/// <summary>
/// Networks whose authors number blocks and downsampling layers through (<c>network.0</c>, <c>network.1</c> …): a stage begins where a
/// number has a projection (<c>network.1.proj</c>).
/// </summary>
internal static partial class FlatStages
{
    /// <summary>Every number with its stage.</summary>
    /// <param name="stored">Names in the file, without what comes before <c>network</c>.</param>
    public static IEnumerable<(int Number, int Stage)> Of(IEnumerable<string> stored)
    {
        var parts = stored.Select(name => Part().Match(name)).Where(match => match.Success).ToList();
        var starts = parts.Where(match => match.Groups[2].Value == "proj").Select(Number).ToHashSet();
        return parts.Select(Number).Distinct().Select(number => (number, starts.Count(start => start <= number)));
    }

    private static int Number(Match match) => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^network\.(\d+)\.(\w+)")]
    private static partial Regex Part();
}
