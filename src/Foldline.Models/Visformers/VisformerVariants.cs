namespace Foldline.Models.Visformers;

/// <summary>The table of Visformers, after timm's <c>visformer.py</c>.</summary>
internal static class VisformerVariants
{
    private static readonly (string Name, int Width)[] Table = [("visformer_tiny", 192), ("visformer_small", 384)];

    public static ModelFamily Family { get; } =
        new("visformer", [.. Table.Select(row => new ModelVariant(row.Name, options => new Visformer(row.Width, options)))]);
}
