namespace Foldline.Models.Xceptions;

/// <summary>The only network of timm's <c>xception.py</c>.</summary>
internal static class XceptionVariants
{
    public static ModelFamily Family { get; } = new("xception", [new ModelVariant("legacy_xception", options => new Xception(options))]);
}
