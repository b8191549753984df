namespace Foldline.Models.DaVits;

/// <summary>The table of DaViTs, after timm's <c>davit.py</c>.</summary>
internal static class DaVitVariants
{
    private static readonly DaVitSettings Small = new() { Depths = [1, 1, 9, 1], Width = 96 };

    private static readonly (string Name, DaVitSettings Settings)[] Table =
    [
        ("davit_tiny", Small with { Depths = [1, 1, 3, 1] }),
        ("davit_small", Small),
        ("davit_base", Small with { Width = 128 }),
        ("davit_large", Small with { Width = 192 }),
        ("davit_huge", Small with { Width = 256 }),
        ("davit_giant", new() { Depths = [1, 1, 12, 3], Width = 384 }),
        ("davit_base_fl", Small with { Width = 128, IsFlorence = true }),
        ("davit_huge_fl", Small with { Width = 256, IsFlorence = true }),
    ];

    public static ModelFamily Family { get; } =
        new("davit", [.. Table.Select(row => new ModelVariant(row.Name, options => new DaVit(row.Settings, options)))]);
}
