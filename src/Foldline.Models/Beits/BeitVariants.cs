namespace Foldline.Models.Beits;

/// <summary>The table of BEiT and BEiT v2, after timm's <c>beit.py</c>.</summary>
internal static class BeitVariants
{
    private static readonly BeitSettings Base = new(224, 768, 12, 12, 1e-5);
    private static readonly BeitSettings Large = new(224, 1024, 24, 16, 1e-5);

    private static readonly (string Name, BeitSettings Settings)[] Table =
    [
        ("beit_base_patch16_224", Base with { LayerScale = 0.1 }),
        ("beit_base_patch16_384", Base with { LayerScale = 0.1, ImageSize = 384 }),
        ("beit_large_patch16_224", Large),
        ("beit_large_patch16_384", Large with { ImageSize = 384 }),
        ("beit_large_patch16_512", Large with { ImageSize = 512 }),
        ("beitv2_base_patch16_224", Base),
        ("beitv2_large_patch16_224", Large),
    ];

    public static ModelFamily Family { get; } =
        new("beit", [.. Table.Select(row => new ModelVariant(row.Name, options => new Beit(row.Settings, options)))]);
}
