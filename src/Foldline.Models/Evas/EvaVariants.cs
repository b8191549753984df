namespace Foldline.Models.Evas;

/// <summary>The table of the EVA kind, after timm's <c>eva.py</c>.</summary>
internal static class EvaVariants
{
    private const double TwoThirds = 4.0 * 2 / 3;
    private static readonly EvaSettings Base = new();
    private static readonly EvaSettings Tiny = Base with { Width = 192, Heads = 3 };
    private static readonly EvaSettings Small = Base with { Width = 384, Heads = 6 };
    private static readonly EvaSettings Medium = Base with { Width = 512, Heads = 8 };
    private static readonly EvaSettings Betwixt = Base with { Width = 640, Heads = 10 };
    private static readonly EvaSettings Large = Base with { Width = 1024, Depth = 24, Heads = 16 };
    private static readonly EvaSettings HugePlus = Base with { Width = 1280, Depth = 32, Heads = 20, SwiGlu = true, SwiGluMultiple = 8 };
    private static readonly EvaSettings Giant = Base with { PatchSize = 14, Width = 1408, Depth = 40, Heads = 16, MlpRatio = 6144.0 / 1408 };
    private static readonly EvaSettings Gigantic = Base with { PatchSize = 14, Width = 1536, Depth = 50, Heads = 16, MlpRatio = 8960.0 / 1536, ClassToken = false };

    private static readonly (string Name, EvaSettings Settings)[] Table =
    [
        ("eva_giant_patch14_224", Giant),
        ("eva_giant_patch14_336", Giant with { ImageSize = 336 }),
        ("eva_giant_patch14_560", Giant with { ImageSize = 560 }),
        ("eva_giant_patch14_clip_224", Giant with { Pool = GlobalPoolKind.Token }),
        ("eva02_tiny_patch14_224", Second(Tiny)),
        ("eva02_tiny_patch14_336", Second(Tiny) with { ImageSize = 336 }),
        ("eva02_small_patch14_224", Second(Small)),
        ("eva02_small_patch14_336", Second(Small) with { ImageSize = 336 }),
        ("eva02_base_patch14_224", SecondLarge(Base)),
        ("eva02_base_patch14_448", SecondLarge(Base) with { ImageSize = 448 }),
        ("eva02_large_patch14_224", SecondLarge(Large)),
        ("eva02_large_patch14_448", SecondLarge(Large) with { ImageSize = 448 }),
        ("eva02_base_patch16_clip_224", SecondClip(Base) with { PatchSize = 16 }),
        ("eva02_large_patch14_clip_224", SecondClip(Large)),
        ("eva02_large_patch14_clip_336", SecondClip(Large) with { ImageSize = 336 }),
        ("eva02_enormous_patch14_clip_224", new() { PatchSize = 14, Width = 1792, Depth = 64, Heads = 16, MlpRatio = 15360.0 / 1792, PostNorm = true, Pool = GlobalPoolKind.Token }),
        ("vit_medium_patch16_rope_reg1_gap_256", Registers(Medium, 1)),
        ("vit_mediumd_patch16_rope_reg1_gap_256", Registers(Medium, 1) with { Depth = 20, QkvBias = false }),
        ("vit_betwixt_patch16_rope_reg4_gap_256", Registers(Betwixt, 4)),
        ("vit_base_patch16_rope_reg1_gap_256", Registers(Base, 1)),
        ("vit_small_patch16_rope_224", Rope(Small)),
        ("vit_base_patch16_rope_224", Rope(Base) with { NormAfterPool = false }),
        ("vit_large_patch16_rope_224", Rope(Large)),
        ("vit_small_patch16_rope_mixed_224", Mixed(Small)),
        ("vit_base_patch16_rope_mixed_224", Mixed(Base)),
        ("vit_large_patch16_rope_mixed_224", Mixed(Large)),
        ("vit_small_patch16_rope_ape_224", Absolute(Rope(Small))),
        ("vit_base_patch16_rope_ape_224", Absolute(Rope(Base))),
        ("vit_large_patch16_rope_ape_224", Absolute(Rope(Large))),
        ("vit_small_patch16_rope_mixed_ape_224", Absolute(Mixed(Small))),
        ("vit_base_patch16_rope_mixed_ape_224", Absolute(Mixed(Base))),
        ("vit_large_patch16_rope_mixed_ape_224", Absolute(Mixed(Large))),
        ("vit_pe_core_tiny_patch16_384", Perception(Tiny, 384)),
        ("vit_pe_core_small_patch16_384", Perception(Small, 384)),
        ("vit_pe_core_base_patch16_224", Perception(Base, 224)),
        ("vit_pe_core_large_patch14_336", Perception(Large with { PatchSize = 14 }, 336)),
        ("vit_pe_core_gigantic_patch14_448", Perception(Gigantic, 448)),
        ("vit_pe_lang_large_patch14_448", Unpooled(Perception(Large with { PatchSize = 14, Depth = 23, LayerScale = 0.1 }, 448))),
        ("vit_pe_lang_gigantic_patch14_448", Unpooled(Perception(Gigantic with { Depth = 47, LayerScale = 0.1 }, 448))),
        ("vit_pe_spatial_tiny_patch16_512", Unpooled(Perception(Tiny, 512))),
        ("vit_pe_spatial_small_patch16_512", Unpooled(Perception(Small, 512))),
        ("vit_pe_spatial_base_patch16_512", Unpooled(Perception(Base, 512))),
        ("vit_pe_spatial_large_patch14_448", Unpooled(Perception(Large with { PatchSize = 14 }, 448))),
        ("vit_pe_spatial_gigantic_patch14_448", Unpooled(Perception(Gigantic with { LayerScale = 0.1 }, 448))),
        ("vit_tiny_patch16_dinov3_qkvb", Dino(Tiny)),
        ("vit_small_patch16_dinov3", Dino(Small) with { QkvBias = false }),
        ("vit_small_patch16_dinov3_qkvb", Dino(Small)),
        ("vit_small_plus_patch16_dinov3", Dino(Small) with { QkvBias = false, SwiGlu = true, SwiGluMultiple = 8 }),
        ("vit_small_plus_patch16_dinov3_qkvb", Dino(Small) with { SwiGlu = true, SwiGluMultiple = 8 }),
        ("vit_base_patch16_dinov3", Dino(Base) with { QkvBias = false }),
        ("vit_base_patch16_dinov3_qkvb", Dino(Base)),
        ("vit_large_patch16_dinov3", Dino(Large) with { QkvBias = false }),
        ("vit_large_patch16_dinov3_qkvb", Dino(Large)),
        ("vit_huge_plus_patch16_dinov3", Dino(HugePlus) with { QkvBias = false }),
        ("vit_huge_plus_patch16_dinov3_qkvb", Dino(HugePlus)),
        ("vit_7b_patch16_dinov3", Dino(Base with { Width = 4096, Depth = 40, Heads = 32, MlpRatio = 2, SwiGlu = true, SwiGluMultiple = 64 }) with { QkvBias = false }),
    ];

    public static ModelFamily Family { get; } =
        new("eva", [.. Table.Select(row => new ModelVariant(row.Name, options => new Eva(row.Settings, options)))]);

    /// <summary>EVA-02 (Fang et al. 2023): SwiGLU, rotary and learned positions.</summary>
    private static EvaSettings Second(EvaSettings settings) => settings with
    {
        PatchSize = 14,
        MlpRatio = TwoThirds,
        SwiGlu = true,
        Rotary = RotaryKind.Axial,
        RotaryReference = 16,
    };

    private static EvaSettings SecondLarge(EvaSettings settings) => Second(settings) with { Qkv = QkvKind.Separate, FeedForwardNorm = true };

    private static EvaSettings SecondClip(EvaSettings settings) => SecondLarge(settings) with { AttentionNorm = true, Pool = GlobalPoolKind.Token };

    private static EvaSettings Registers(EvaSettings settings, int count) => settings with
    {
        ImageSize = 256,
        LayerScale = 1e-5,
        ClassToken = false,
        Registers = count,
        Positions = false,
        Rotary = RotaryKind.Axial,
        RotaryReference = 16,
    };

    /// <summary>RoPE-ViT with fixed frequencies (Heo et al. 2024).</summary>
    private static EvaSettings Rope(EvaSettings settings) => settings with
    {
        Qkv = QkvKind.Plain,
        LayerScale = 1e-5,
        Pool = GlobalPoolKind.Token,
        Positions = false,
        Rotary = RotaryKind.Axial,
        RotaryColumnsFirst = true,
        RotaryTemperature = 100,
    };

    private static EvaSettings Mixed(EvaSettings settings) => Rope(settings) with { Rotary = RotaryKind.Mixed, RotaryTemperature = 10 };

    private static EvaSettings Absolute(EvaSettings settings) => settings with { Positions = true, EmbedPrefix = false };

    /// <summary>The Perception Encoder (Bolya et al. 2025).</summary>
    private static EvaSettings Perception(EvaSettings settings, int imageSize) => settings with
    {
        ImageSize = imageSize,
        Qkv = QkvKind.Plain,
        EntryNorm = true,
        Epsilon = 1e-5,
        Rotary = RotaryKind.Axial,
        RotaryColumnsFirst = true,
        RotaryOffset = settings.ClassToken ? 1 : 0,
        RotaryReference = imageSize / settings.PatchSize,
        Pool = GlobalPoolKind.Attention,
        PoolHeads = 8,
        PoolMlpRatio = 4,
    };

    private static EvaSettings Unpooled(EvaSettings settings) =>
        settings with { Pool = GlobalPoolKind.Average, ExitNorm = false, NormAfterPool = false };

    /// <summary>DINOv3 (Siméoni et al. 2025).</summary>
    private static EvaSettings Dino(EvaSettings settings) => settings with
    {
        ImageSize = 256,
        LayerScale = 1e-5,
        Epsilon = 1e-5,
        Registers = 4,
        Positions = false,
        NormAfterPool = false,
        Rotary = RotaryKind.Centred,
        RotaryTemperature = 100,
    };
}
