namespace Foldline.Models.ConVits;

/// <summary>The table of ConViT, after timm's <c>convit.py</c>.</summary>
internal static class ConVitVariants
{
    private static readonly (string Name, int Heads)[] Table = [("convit_tiny", 4), ("convit_small", 9), ("convit_base", 16)];

    public static ModelFamily Family { get; } = new("convit", [.. Table.Select(row => new ModelVariant(row.Name, options => new ConVit(row.Heads, options)))]);
}
