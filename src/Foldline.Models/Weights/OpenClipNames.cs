namespace Foldline.Models.Weights;

/// <summary>Files of OpenCLIP whose image tower is one of timm's networks: it lies under <c>visual.trunk</c>, beside the text tower.</summary>
internal static class OpenClipNames
{
    /// <summary>Rules for such a file; null for another.</summary>
    /// <param name="stored">Names in the file.</param>
    /// <param name="classifier">Name of the classifier here; the projection into the common space takes its place.</param>
    public static NameRules? For(IReadOnlySet<string> stored, string classifier) =>
        stored.Any(name => name.StartsWith("visual.trunk.", StringComparison.Ordinal)) ? Rules(classifier) : null;

    private static NameRules Rules(string classifier) => new(
        (@"^visual\.head\.(proj|mlp\.fc2)\.weight$", $"visual.trunk.{classifier}.weight"),
        (@"^visual\.head\.mlp\.fc1\.", "visual.trunk.head.pre_logits.fc."),
        (@"^(?!visual\.trunk\.)", null),
        (@"^visual\.trunk\.", ""));
}
