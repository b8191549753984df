namespace Foldline.Models.SwinTransformerV2Crs;

/// <summary>The table of these networks, after timm's <c>swin_transformer_v2_cr.py</c>.</summary>
internal static class SwinTransformerV2CrVariants
{
    private static readonly SwinTransformerV2CrSettings Tiny = new() { Width = 96, Depths = [2, 2, 6, 2], Heads = 3 };
    private static readonly SwinTransformerV2CrSettings Small = Tiny with { Depths = [2, 2, 18, 2] };
    private static readonly SwinTransformerV2CrSettings Base = Small with { Width = 128, Heads = 4 };
    private static readonly SwinTransformerV2CrSettings Large = Small with { Width = 192, Heads = 6 };
    private static readonly SwinTransformerV2CrSettings Huge = Small with { Width = 352, Heads = 8, NormPeriod = 6 };
    private static readonly SwinTransformerV2CrSettings Giant = new() { Width = 512, Depths = [2, 2, 42, 2], Heads = 16, NormPeriod = 6 };

    private static readonly (string Name, SwinTransformerV2CrSettings Settings)[] Table =
    [
        ("tiny_384", Tiny with { ImageSize = 384 }),
        ("tiny_224", Tiny),
        ("tiny_ns_224", Tiny with { NormsStages = true }),
        ("small_384", Small with { ImageSize = 384 }),
        ("small_224", Small),
        ("small_ns_224", Small with { NormsStages = true }),
        ("small_ns_256", Small with { NormsStages = true, ImageSize = 256 }),
        ("base_384", Base with { ImageSize = 384 }),
        ("base_224", Base),
        ("base_ns_224", Base with { NormsStages = true }),
        ("large_384", Large with { ImageSize = 384 }),
        ("large_224", Large),
        ("huge_384", Huge with { ImageSize = 384, Heads = 11 }),
        ("huge_224", Huge),
        ("giant_384", Giant with { ImageSize = 384 }),
        ("giant_224", Giant),
    ];

    public static ModelFamily Family { get; } = new(
        "swin_transformer_v2_cr",
        [.. Table.Select(row => new ModelVariant($"swinv2_cr_{row.Name}", options => new SwinTransformerV2Cr(row.Settings, options)))]);
}
