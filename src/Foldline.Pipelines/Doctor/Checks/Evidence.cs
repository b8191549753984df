using Foldline.Pipelines.Recipes;

namespace Foldline.Pipelines.Doctor.Checks;

/// <summary>The first of many lines, and how many more there are.</summary>
internal static class Evidence
{
    private const int Shown = 5;

    /// <summary>At most five lines and, after them, the number of the others.</summary>
    public static ValueList<string> Of(IReadOnlyCollection<string> lines) => lines.Count <= Shown
        ? [.. lines]
        : [.. lines.Take(Shown), $"and {lines.Count - Shown} more"];
}
