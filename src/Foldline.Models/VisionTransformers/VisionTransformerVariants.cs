using Foldline.Torch.Nn;
using static Foldline.Models.VisionTransformers.VisionTransformerSizes;

namespace Foldline.Models.VisionTransformers;

/// <summary>The table of vision transformers, after timm's <c>vision_transformer.py</c>.</summary>
internal static class VisionTransformerVariants
{
    private static readonly (string Name, VisionTransformerSettings Settings)[] Table =
    [
        ("vit_tiny_patch16_224", Tiny),
        ("vit_tiny_patch16_384", Tiny.At(384)),
        ("vit_small_patch32_224", Small.Patch(32)),
        ("vit_small_patch32_384", Small.Patch(32).At(384)),
        ("vit_small_patch16_224", Small),
        ("vit_small_patch16_384", Small.At(384)),
        ("vit_small_patch8_224", Small.Patch(8)),
        ("vit_base_patch32_224", Base.Patch(32)),
        ("vit_base_patch32_384", Base.Patch(32).At(384)),
        ("vit_base_patch16_224", Base),
        ("vit_base_patch16_384", Base.At(384)),
        ("vit_base_patch8_224", Base.Patch(8)),
        ("vit_large_patch32_224", Large.Patch(32)),
        ("vit_large_patch32_384", Large.Patch(32).At(384)),
        ("vit_large_patch16_224", Large),
        ("vit_large_patch16_384", Large.At(384)),
        ("vit_large_patch14_224", Large.Patch(14)),
        ("vit_huge_patch14_224", Huge.Patch(14)),
        ("vit_giant_patch14_224", Giant.Patch(14)),
        ("vit_gigantic_patch14_224", Gigantic.Patch(14)),
        ("vit_base_patch16_224_miil", Base with { QkvBias = false }),
        ("vit_base_patch32_plus_256", BasePlus.Patch(32).At(256).Scaled()),
        ("vit_base_patch16_plus_240", BasePlus.At(240).Scaled()),
        ("vit_base_patch16_rpn_224", Base.Scaled() with { QkvBias = false, ClassToken = false, Block = BlockKind.PostNorm, Pool = GlobalPoolKind.Average }),
        ("vit_small_patch16_36x1_224", Small.Scaled() with { Depth = 36 }),
        ("vit_small_patch16_18x2_224", Small.Scaled() with { Depth = 18, Block = BlockKind.Pairs }),
        ("vit_base_patch16_18x2_224", Base.Scaled() with { Depth = 18, Block = BlockKind.Pairs }),
        ("vit_base_patch16_xp_224", Parallel(Base)),
        ("vit_large_patch14_xp_224", Parallel(Large.Patch(14))),
        ("vit_huge_patch14_xp_224", Parallel(Huge.Patch(14))),
        ("vit_medium_patch16_gap_240", Gap(Medium).At(240)),
        ("vit_medium_patch16_gap_256", Gap(Medium).At(256)),
        ("vit_medium_patch16_gap_384", Gap(Medium).At(384)),
        ("vit_betwixt_patch16_gap_256", Gap(Betwixt).At(256)),
        ("vit_base_patch16_gap_224", Base.Mean() with { Heads = 16 }),
        ("vit_huge_patch14_gap_224", Huge.Patch(14).Mean()),
        ("vit_huge_patch16_gap_448", Huge.Mean().At(448)),
        ("vit_giant_patch16_gap_224", Giant.Mean()),
        ("eva_large_patch14_196", Large.Patch(14).At(196) with { Pool = GlobalPoolKind.Average }),
        ("eva_large_patch14_336", Large.Patch(14).At(336) with { Pool = GlobalPoolKind.Average }),
        ("flexivit_small", Flexible(Small)),
        ("flexivit_base", Flexible(Base)),
        ("flexivit_large", Flexible(Large)),
        ("beit3_base_patch16_224", Beit3(Base)),
        ("beit3_large_patch16_224", Beit3(Large)),
        ("beit3_giant_patch14_224", Beit3(Giant.Patch(14)) with { MlpRatio = 4.3637 }),
        ("beit3_giant_patch14_336", Beit3(Giant.Patch(14)).At(336) with { MlpRatio = 4.3637 }),
        ("aimv2_large_patch14_224", AutoRegressive(Large with { Heads = 8, MlpRatio = 2.75 })),
        ("aimv2_large_patch14_336", AutoRegressive(Large with { Heads = 8, MlpRatio = 2.75 }).At(336)),
        ("aimv2_large_patch14_448", AutoRegressive(Large with { Heads = 8, MlpRatio = 2.75 }).At(448)),
        ("aimv2_huge_patch14_224", AutoRegressive(Large with { Width = 1536, Heads = 12, MlpRatio = 2.6667 })),
        ("aimv2_huge_patch14_336", AutoRegressive(Large with { Width = 1536, Heads = 12, MlpRatio = 2.6667 }).At(336)),
        ("aimv2_huge_patch14_448", AutoRegressive(Large with { Width = 1536, Heads = 12, MlpRatio = 2.6667 }).At(448)),
        ("aimv2_1b_patch14_224", AutoRegressive(Large with { Width = 2048, MlpRatio = 2.75 })),
        ("aimv2_1b_patch14_336", AutoRegressive(Large with { Width = 2048, MlpRatio = 2.75 }).At(336)),
        ("aimv2_1b_patch14_448", AutoRegressive(Large with { Width = 2048, MlpRatio = 2.75 }).At(448)),
        ("aimv2_3b_patch14_224", AutoRegressive(Large with { Width = 3072, Heads = 24, MlpRatio = 2.6667 })),
        ("aimv2_3b_patch14_336", AutoRegressive(Large with { Width = 3072, Heads = 24, MlpRatio = 2.6667 }).At(336)),
        ("aimv2_3b_patch14_448", AutoRegressive(Large with { Width = 3072, Heads = 24, MlpRatio = 2.6667 }).At(448)),
        ("test_vit", Test(64, 6, 2, 3)),
        ("test_vit2", Test(64, 8, 2, 3).Scaled() with { ClassToken = false, Registers = 1, Pool = GlobalPoolKind.Average }),
        ("test_vit3", Test(96, 9, 3, 2).Scaled().AttentionPooled() with { Registers = 1, PoolPrefix = true }),
        ("test_vit4", Test(96, 9, 3, 3).Scaled() with { ClassToken = false, Registers = 1, Pool = GlobalPoolKind.Average, RmsNorm = true }),
    ];

    public static ModelFamily Family { get; } = new(
        "vision_transformer",
        [
            .. Table.Concat(ContrastiveVariants.Table).Concat(RegisterVariants.Table)
                .Select(row => new ModelVariant(row.Name, options => new VisionTransformer(row.Settings, options))),
        ]);

    private static VisionTransformerSettings Parallel(VisionTransformerSettings settings) => settings with
    {
        Block = BlockKind.Parallel,
        EntryNorm = true,
        EmbedPrefix = false,
        RmsNorm = true,
        QkvBias = false,
        QkNorm = true,
    };

    private static VisionTransformerSettings Gap(VisionTransformerSettings settings) => settings.Mean().Scaled(1e-6) with { QkvBias = false };

    /// <summary>FlexiViT (Beyer et al. 2023).</summary>
    private static VisionTransformerSettings Flexible(VisionTransformerSettings settings) =>
        settings.At(240) with { EmbedPrefix = false, BilinearPositions = true };

    /// <summary>BEiT-3's image tower (Wang et al. 2022).</summary>
    private static VisionTransformerSettings Beit3(VisionTransformerSettings settings) =>
        settings with { InnerNorms = true, Pool = GlobalPoolKind.Average, Epsilon = 1e-5 };

    /// <summary>AIMv2 (Fini et al. 2024).</summary>
    private static VisionTransformerSettings AutoRegressive(VisionTransformerSettings settings) => settings.Patch(14).Mean() with
    {
        QkvBias = false,
        OutputBias = false,
        RmsNorm = true,
        Epsilon = 1e-5,
        PatchNorm = true,
        FeedForward = FeedForwardKind.SwiGlu,
        Activation = ActivationKind.Silu,
    };

    private static VisionTransformerSettings Test(int width, int depth, int heads, double ratio) =>
        Base.At(160) with { Width = width, Depth = depth, Heads = heads, MlpRatio = ratio };
}
