namespace Foldline.Models.Caits;

/// <summary>The table of CaiTs, after timm's <c>cait.py</c>.</summary>
internal static class CaitVariants
{
    private static readonly CaitSettings Xxs24 = new() { Width = 192 };
    private static readonly CaitSettings S24 = new() { Width = 384 };
    private static readonly CaitSettings M36 = new() { Width = 768, Depth = 36, LayerScale = 1e-6, ImageSize = 384 };

    private static readonly (string Name, CaitSettings Settings)[] Table =
    [
        ("cait_xxs24_224", Xxs24),
        ("cait_xxs24_384", Xxs24 with { ImageSize = 384 }),
        ("cait_xxs36_224", Xxs24 with { Depth = 36 }),
        ("cait_xxs36_384", Xxs24 with { Depth = 36, ImageSize = 384 }),
        ("cait_xs24_384", new() { Width = 288, ImageSize = 384 }),
        ("cait_s24_224", S24),
        ("cait_s24_384", S24 with { ImageSize = 384 }),
        ("cait_s36_384", S24 with { Depth = 36, LayerScale = 1e-6, ImageSize = 384 }),
        ("cait_m36_384", M36),
        ("cait_m48_448", M36 with { Depth = 48, ImageSize = 448 }),
    ];

    public static ModelFamily Family { get; } =
        new("cait", [.. Table.Select(row => new ModelVariant(row.Name, options => new Cait(row.Settings, options)))]);
}
