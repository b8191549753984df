namespace Foldline.Models.GcVits;

/// <summary>The table of GCViTs, after timm's <c>gcvit.py</c>.</summary>
internal static class GcVitVariants
{
    private static readonly int[] Deep = [3, 4, 19, 5];

    private static readonly (string Name, GcVitSettings Settings)[] Table =
    [
        ("gcvit_xxtiny", new() { Depths = [2, 2, 6, 2] }),
        ("gcvit_xtiny", new() { Depths = [3, 4, 6, 5] }),
        ("gcvit_tiny", new() { Depths = Deep }),
        ("gcvit_small", new() { Depths = Deep, Heads = 3, Width = 96, MlpRatio = 2, LayerScale = 1e-5 }),
        ("gcvit_base", new() { Depths = Deep, Heads = 4, Width = 128, MlpRatio = 2, LayerScale = 1e-5 }),
    ];

    public static ModelFamily Family { get; } =
        new("gcvit", [.. Table.Select(row => new ModelVariant(row.Name, options => new GcVit(row.Settings, options)))]);
}
