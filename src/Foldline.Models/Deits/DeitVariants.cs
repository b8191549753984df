using Foldline.Models.VisionTransformers;

namespace Foldline.Models.Deits;

/// <summary>The table of DeiT and DeiT III, after timm's <c>deit.py</c>.</summary>
internal static class DeitVariants
{
    private static readonly VisionTransformerSettings Base = new();
    private static readonly VisionTransformerSettings Tiny = Base with { Width = 192, Heads = 3 };
    private static readonly VisionTransformerSettings Small = Base with { Width = 384, Heads = 6 };
    private static readonly VisionTransformerSettings Medium = Base with { Width = 512, Heads = 8 };
    private static readonly VisionTransformerSettings Large = Base with { Width = 1024, Depth = 24, Heads = 16 };
    private static readonly VisionTransformerSettings Huge = Base with { PatchSize = 14, Width = 1280, Depth = 32, Heads = 16 };

    private static readonly (string Name, VisionTransformerSettings Settings)[] Table =
    [
        ("deit_tiny_patch16_224", Tiny),
        ("deit_small_patch16_224", Small),
        ("deit_base_patch16_224", Base),
        ("deit_base_patch16_384", Base with { ImageSize = 384 }),
        ("deit_tiny_distilled_patch16_224", Tiny with { Distilled = true }),
        ("deit_small_distilled_patch16_224", Small with { Distilled = true }),
        ("deit_base_distilled_patch16_224", Base with { Distilled = true }),
        ("deit_base_distilled_patch16_384", Base with { Distilled = true, ImageSize = 384 }),
        ("deit3_small_patch16_224", Third(Small)),
        ("deit3_small_patch16_384", Third(Small) with { ImageSize = 384 }),
        ("deit3_medium_patch16_224", Third(Medium)),
        ("deit3_base_patch16_224", Third(Base)),
        ("deit3_base_patch16_384", Third(Base) with { ImageSize = 384 }),
        ("deit3_large_patch16_224", Third(Large)),
        ("deit3_large_patch16_384", Third(Large) with { ImageSize = 384 }),
        ("deit3_huge_patch14_224", Third(Huge)),
    ];

    public static ModelFamily Family { get; } =
        new("deit", [.. Table.Select(row => new ModelVariant(row.Name, options => new VisionTransformer(row.Settings, options)))]);

    /// <summary>Layer scale, and no position embedding of the class token (Touvron et al. 2022).</summary>
    private static VisionTransformerSettings Third(VisionTransformerSettings settings) => settings with { LayerScale = 1e-6, EmbedPrefix = false };
}
