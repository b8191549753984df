using Foldline.Torch.Nn;
using static Foldline.Models.VisionTransformers.VisionTransformerSizes;

namespace Foldline.Models.VisionTransformers;

/// <summary>Image towers of networks that were trained with texts: CLIP (Radford et al. 2021) and SigLIP (Zhai et al. 2023), and SO150M after them.</summary>
internal static class ContrastiveVariants
{
    private static readonly VisionTransformerSettings GiantOpt = Base with { Width = 1536, Depth = 40, Heads = 16 };
    private static readonly VisionTransformerSettings Shape150M = Base with { Width = 896, Depth = 18, Heads = 14, MlpRatio = 2.572, Registers = 4 };
    private static readonly VisionTransformerSettings Second150M = Base with
    {
        Width = 832,
        Depth = 21,
        Heads = 13,
        MlpRatio = 34.0 / 13,
        LayerScale = 1e-5,
        QkvBias = false,
        ClassToken = false,
        Registers = 1,
        Pool = GlobalPoolKind.Average,
    };

    public static (string Name, VisionTransformerSettings Settings)[] Table { get; } =
    [
        ("vit_xsmall_patch16_clip_224", Clip(Base with { Width = 256, Depth = 10, Heads = 4 })),
        ("vit_medium_patch32_clip_224", Clip(Medium.Patch(32))),
        ("vit_medium_patch16_clip_224", Clip(Medium)),
        ("vit_betwixt_patch32_clip_224", Clip(Betwixt.Patch(32))),
        ("vit_base_patch32_clip_224", Clip(Base.Patch(32))),
        ("vit_base_patch32_clip_256", Clip(Base.Patch(32)).At(256)),
        ("vit_base_patch32_clip_384", Clip(Base.Patch(32)).At(384)),
        ("vit_base_patch32_clip_448", Clip(Base.Patch(32)).At(448)),
        ("vit_base_patch16_clip_224", Clip(Base)),
        ("vit_base_patch16_clip_384", Clip(Base).At(384)),
        ("vit_base_patch16_plus_clip_240", Clip(BasePlus).At(240)),
        ("vit_large_patch14_clip_224", Clip(Large.Patch(14))),
        ("vit_large_patch14_clip_336", Clip(Large.Patch(14)).At(336)),
        ("vit_huge_patch14_clip_224", Clip(Huge.Patch(14))),
        ("vit_huge_patch14_clip_336", Clip(Huge.Patch(14)).At(336)),
        ("vit_huge_patch14_clip_378", Clip(Huge.Patch(14)).At(378)),
        ("vit_giant_patch14_clip_224", Clip(Giant.Patch(14))),
        ("vit_gigantic_patch14_clip_224", Clip(Gigantic.Patch(14))),
        ("vit_gigantic_patch14_clip_378", Clip(Gigantic.Patch(14)).At(378)),
        ("vit_base_patch32_clip_quickgelu_224", Quick(Base.Patch(32))),
        ("vit_base_patch16_clip_quickgelu_224", Quick(Base)),
        ("vit_large_patch14_clip_quickgelu_224", Quick(Large.Patch(14))),
        ("vit_large_patch14_clip_quickgelu_336", Quick(Large.Patch(14)).At(336)),
        ("vit_huge_patch14_clip_quickgelu_224", Quick(Huge.Patch(14))),
        ("vit_huge_patch14_clip_quickgelu_378", Quick(Huge.Patch(14)).At(378)),
        ("vit_gigantic_patch14_clip_quickgelu_224", Quick(Gigantic.Patch(14))),
        ("vit_base_patch32_siglip_256", Base.Patch(32).At(256).GeluTanh().AttentionPooled()),
        ("vit_base_patch32_siglip_gap_256", Base.Patch(32).At(256).GeluTanh().Mean()),
        ("vit_base_patch16_siglip_224", Base.AttentionPooled()),
        ("vit_base_patch16_siglip_256", Base.At(256).AttentionPooled()),
        ("vit_base_patch16_siglip_384", Base.At(384).AttentionPooled()),
        ("vit_base_patch16_siglip_512", Base.At(512).AttentionPooled()),
        ("vit_base_patch16_siglip_gap_224", Base.Mean()),
        ("vit_base_patch16_siglip_gap_256", Base.At(256).Mean()),
        ("vit_base_patch16_siglip_gap_384", Base.At(384).Mean()),
        ("vit_base_patch16_siglip_gap_512", Base.At(512).Mean()),
        ("vit_large_patch16_siglip_256", Large.At(256).AttentionPooled()),
        ("vit_large_patch16_siglip_384", Large.At(384).AttentionPooled()),
        ("vit_large_patch16_siglip_512", Large.At(512).GeluTanh().AttentionPooled()),
        ("vit_large_patch16_siglip_gap_256", Large.At(256).Mean()),
        ("vit_large_patch16_siglip_gap_384", Large.At(384).Mean()),
        ("vit_large_patch16_siglip_gap_512", Large.At(512).GeluTanh().Mean()),
        ("vit_so400m_patch14_siglip_224", Shape400M.Patch(14).AttentionPooled()),
        ("vit_so400m_patch14_siglip_378", Shape400M.Patch(14).At(378).AttentionPooled()),
        ("vit_so400m_patch14_siglip_384", Shape400M.Patch(14).At(384).AttentionPooled()),
        ("vit_so400m_patch14_siglip_gap_224", Shape400M.Patch(14).Mean()),
        ("vit_so400m_patch14_siglip_gap_378", Shape400M.Patch(14).At(378).Mean()),
        ("vit_so400m_patch14_siglip_gap_384", Shape400M.Patch(14).At(384).Mean()),
        ("vit_so400m_patch14_siglip_gap_448", Shape400M.Patch(14).At(448).Mean()),
        ("vit_so400m_patch14_siglip_gap_896", Shape400M.Patch(14).At(896).Mean()),
        ("vit_so400m_patch16_siglip_256", Shape400M.At(256).GeluTanh().AttentionPooled()),
        ("vit_so400m_patch16_siglip_384", Shape400M.At(384).GeluTanh().AttentionPooled()),
        ("vit_so400m_patch16_siglip_512", Shape400M.At(512).GeluTanh().AttentionPooled()),
        ("vit_so400m_patch16_siglip_gap_256", Shape400M.At(256).GeluTanh().Mean()),
        ("vit_so400m_patch16_siglip_gap_384", Shape400M.At(384).GeluTanh().Mean()),
        ("vit_so400m_patch16_siglip_gap_512", Shape400M.At(512).GeluTanh().Mean()),
        ("vit_giantopt_patch16_siglip_256", GiantOpt.At(256).GeluTanh().AttentionPooled()),
        ("vit_giantopt_patch16_siglip_384", GiantOpt.At(384).GeluTanh().AttentionPooled()),
        ("vit_giantopt_patch16_siglip_gap_256", GiantOpt.At(256).GeluTanh().Mean()),
        ("vit_giantopt_patch16_siglip_gap_384", GiantOpt.At(384).GeluTanh().Mean()),
        ("vit_so150m_patch16_reg4_map_256", Shape150M.At(256).AttentionPooled()),
        ("vit_so150m_patch16_reg4_gap_256", Shape150M.At(256).Mean()),
        ("vit_so150m_patch16_reg4_gap_384", Shape150M.At(384).Mean()),
        ("vit_so150m2_patch16_reg1_gap_256", Second150M.At(256)),
        ("vit_so150m2_patch16_reg1_gap_384", Second150M.At(384)),
        ("vit_so150m2_patch16_reg1_gap_448", Second150M.At(448)),
    ];

    private static VisionTransformerSettings Clip(VisionTransformerSettings settings) => settings with { EntryNorm = true, Epsilon = 1e-5 };

    private static VisionTransformerSettings Quick(VisionTransformerSettings settings) => Clip(settings) with { Activation = ActivationKind.QuickGelu };
}
