using System.Globalization;

namespace Foldline.Pipelines.Submissions;

/// <summary>The text of a detection submission: <c>class confidence x_min y_min x_max y_max</c>, repeated, separated by blanks.</summary>
internal static class DetectionText
{
    /// <summary>Numbers a box has.</summary>
    public const int NumbersPerBox = 6;

    /// <summary>What is wrong with a text, or null when it is well formed. No boxes are well formed.</summary>
    /// <param name="text">A prediction string.</param>
    public static string? Fault(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length % NumbersPerBox != 0)
            return $"it has {words.Length} numbers, which is not a multiple of {NumbersPerBox}";
        for (var i = 0; i < words.Length; i++)
        {
            if (!double.TryParse(words[i], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
                return $"'{words[i]}' (number {i + 1}) is not a number";
            if (i % NumbersPerBox == 0 && (number != Math.Floor(number) || number < 0))
                return $"'{words[i]}' (number {i + 1}) is not a class number";
        }

        return null;
    }
}
