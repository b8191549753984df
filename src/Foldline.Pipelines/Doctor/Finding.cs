using Foldline.Pipelines.Recipes;

namespace Foldline.Pipelines.Doctor;

/// <summary>Something that a check found.</summary>
/// <param name="Check">Name of the check.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Text">What was found, with figures: one sentence.</param>
/// <param name="Remedy">What to do.</param>
public sealed record Finding(string Check, Severity Severity, string Text, string Remedy)
{
    /// <summary>Ids, files or figures that show it; of many the first.</summary>
    public ValueList<string> Evidence { get; init; } = [];
}
