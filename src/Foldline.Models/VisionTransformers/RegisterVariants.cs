using Foldline.Torch.Nn;
using static Foldline.Models.VisionTransformers.VisionTransformerSizes;

namespace Foldline.Models.VisionTransformers;

/// <summary>DINOv2 (Oquab et al. 2023) and its relatives, and networks with register tokens.</summary>
internal static class RegisterVariants
{
    private static readonly VisionTransformerSettings Wee = Base with { Width = 256, Depth = 14, Heads = 4, MlpRatio = 5 };
    private static readonly VisionTransformerSettings Pwee = Wee with { Depth = 16 };
    private static readonly VisionTransformerSettings Little = Base with { Width = 320, Depth = 14, Heads = 5, MlpRatio = 5.6 };
    private static readonly VisionTransformerSettings Giant2 = Base with
    {
        Width = 1536,
        Depth = 40,
        Heads = 24,
        MlpRatio = 5.33334,
        FeedForward = FeedForwardKind.PackedSwiGlu,
        Activation = ActivationKind.Silu,
    };

    public static (string Name, VisionTransformerSettings Settings)[] Table { get; } =
    [
        ("vit_small_patch14_dinov2", Dino(Small)),
        ("vit_base_patch14_dinov2", Dino(Base)),
        ("vit_large_patch14_dinov2", Dino(Large)),
        ("vit_giant_patch14_dinov2", Dino(Giant2)),
        ("vit_small_patch14_reg4_dinov2", Dino(Small) with { Registers = 4, EmbedPrefix = false }),
        ("vit_base_patch14_reg4_dinov2", Dino(Base) with { Registers = 4, EmbedPrefix = false }),
        ("vit_large_patch14_reg4_dinov2", Dino(Large) with { Registers = 4, EmbedPrefix = false }),
        ("vit_giant_patch14_reg4_dinov2", Dino(Giant2) with { Registers = 4, EmbedPrefix = false }),
        ("vit_base_patch14_reg1_tipsv2", Tips(Base)),
        ("vit_large_patch14_reg1_tipsv2", Tips(Large)),
        ("vit_so400m_patch14_reg1_tipsv2", Tips(Shape400M) with { MlpRatio = 4304.0 / 1152 }),
        ("vit_giant_patch14_reg1_tipsv2", Tips(Giant2)),
        ("vit_intern300m_patch14_448", Large.Patch(14).At(448).Scaled(0.1) with { FinalNorm = false }),
        ("vit_wee_patch16_reg1_gap_256", Wee.At(256).Scaled().Registers(1)),
        ("vit_dwee_patch16_reg1_gap_256", Wee.At(256).Scaled().Registers(1) with { DifferentialAttention = true }),
        ("vit_pwee_patch16_reg1_gap_256", Pwee.At(256).Scaled().Registers(1) with { Block = BlockKind.Parallel }),
        ("vit_dpwee_patch16_reg1_gap_256", Pwee.At(256).Scaled().Registers(1) with { Block = BlockKind.DifferentialParallel }),
        ("vit_little_patch16_reg1_gap_256", Little.At(256).Scaled().Registers(1)),
        ("vit_dlittle_patch16_reg1_gap_256", Little.At(256).Scaled().Registers(1) with { DifferentialAttention = true }),
        ("vit_little_patch16_reg4_gap_256", Little.At(256).Scaled().Registers(4)),
        ("vit_medium_patch16_reg1_gap_256", Medium.At(256).Scaled().Registers(1)),
        ("vit_medium_patch16_reg4_gap_256", Medium.At(256).Scaled().Registers(4)),
        ("vit_mediumd_patch16_reg4_gap_256", DeepMedium.At(256).Scaled().Registers(4)),
        ("vit_mediumd_patch16_reg4_gap_384", DeepMedium.At(384).Scaled().Registers(4)),
        ("vit_betwixt_patch16_reg1_gap_256", Betwixt.At(256).Scaled().Registers(1)),
        ("vit_betwixt_patch16_reg4_gap_256", Betwixt.At(256).Scaled().Registers(4)),
        ("vit_betwixt_patch16_reg4_gap_384", Betwixt.At(384).Scaled().Registers(4)),
        ("vit_base_patch16_reg4_gap_256", Base.At(256).Registers(4)),
    ];

    private static VisionTransformerSettings Dino(VisionTransformerSettings settings) => settings.Patch(14).At(518).Scaled();

    /// <summary>TIPSv2's image tower: DINOv2 with one register.</summary>
    private static VisionTransformerSettings Tips(VisionTransformerSettings settings) =>
        settings.Patch(14).At(448).Scaled(1) with { Registers = 1, EmbedPrefix = false };
}
