using Foldline.Models.EfficientNets;
using Foldline.Torch.Nn;

namespace Foldline.Models.MobileNetV3s;

/// <summary>The tables of MobileNetV3 and its kin, after timm's <c>mobilenetv3.py</c> and <c>hardcorenas.py</c>.</summary>
internal static class MobileNetV3Variants
{
    private static readonly EfficientNetSettings Large = V3(MobileNetV3Stages.Large, ActivationKind.HardSwish, 1280);
    private static readonly EfficientNetSettings LargeMinimal = V3(MobileNetV3Stages.LargeMinimal, ActivationKind.Relu, 1280);
    private static readonly EfficientNetSettings Small = V3(MobileNetV3Stages.Small, ActivationKind.HardSwish, 1024);
    private static readonly EfficientNetSettings SmallMinimal = V3(MobileNetV3Stages.SmallMinimal, ActivationKind.Relu, 1024);
    private static readonly EfficientNetSettings ConvSmall = V4(MobileNetV4Stages.ConvSmall, 32);
    private static readonly EfficientNetSettings ConvMedium = V4(MobileNetV4Stages.ConvMedium, 32);
    private static readonly EfficientNetSettings ConvLarge = V4(MobileNetV4Stages.ConvLarge, 24);
    private static readonly EfficientNetSettings HybridMedium = V4(MobileNetV4Stages.HybridMedium, 32) with { LayerScale = 1e-5 };
    private static readonly EfficientNetSettings HybridLarge = V4(MobileNetV4Stages.HybridLarge, 24) with { LayerScale = 1e-5, Activation = ActivationKind.Gelu };

    private static readonly (string Name, EfficientNetSettings Settings)[] Table =
    [
        ("mobilenetv3_large_075", Large with { Width = 0.75 }),
        ("mobilenetv3_large_100", Large),
        ("mobilenetv3_large_150d", Large with { Width = 1.5, Depth = [1.2] }),
        ("mobilenetv3_small_050", Small with { Width = 0.5, KeepStemWidth = true }),
        ("mobilenetv3_small_075", Small with { Width = 0.75 }),
        ("mobilenetv3_small_100", Small),
        ("mobilenetv3_rw", Large with { Stages = MobileNetV3Stages.Rw, Epsilon = 1e-3, HeadBias = false, SqueezeActivation = null, SqueezeRoundLimit = null }),
        ("tf_mobilenetv3_large_075", TensorFlow(Large) with { Width = 0.75 }),
        ("tf_mobilenetv3_large_100", TensorFlow(Large)),
        ("tf_mobilenetv3_large_minimal_100", TensorFlow(LargeMinimal)),
        ("tf_mobilenetv3_small_075", TensorFlow(Small) with { Width = 0.75 }),
        ("tf_mobilenetv3_small_100", TensorFlow(Small)),
        ("tf_mobilenetv3_small_minimal_100", TensorFlow(SmallMinimal)),
        ("fbnetv3_b", FBNet(MobileNetV3Stages.FBNetB, 16)),
        ("fbnetv3_d", FBNet(MobileNetV3Stages.FBNetD, 24)),
        ("fbnetv3_g", FBNet(MobileNetV3Stages.FBNetG, 32)),
        ("lcnet_035", LcNet(0.35)),
        ("lcnet_050", LcNet(0.5)),
        ("lcnet_075", LcNet(0.75)),
        ("lcnet_100", LcNet(1)),
        ("lcnet_150", LcNet(1.5)),
        ("mobilenetv4_conv_small_035", ConvSmall with { Width = 0.35, KeepStemWidth = true }),
        ("mobilenetv4_conv_small_050", ConvSmall with { Width = 0.5, KeepStemWidth = true }),
        ("mobilenetv4_conv_small", ConvSmall),
        ("mobilenetv4_conv_medium", ConvMedium),
        ("mobilenetv4_conv_large", ConvLarge),
        ("mobilenetv4_hybrid_medium_075", HybridMedium with { Width = 0.75, KeepStemWidth = true }),
        ("mobilenetv4_hybrid_medium", HybridMedium),
        ("mobilenetv4_hybrid_large_075", HybridLarge with { Width = 0.75, KeepStemWidth = true }),
        ("mobilenetv4_hybrid_large", HybridLarge),
        ("mobilenetv4_conv_aa_medium", ConvMedium with { AntiAlias = MobileAntiAlias.Average }),
        ("mobilenetv4_conv_blur_medium", ConvMedium with { AntiAlias = MobileAntiAlias.Blur }),
        ("mobilenetv4_conv_aa_large", ConvLarge with { AntiAlias = MobileAntiAlias.Average }),
    ];

    private static readonly (string Name, string[] Stages)[] HardCore =
    [
        ("hardcorenas_a", HardCoreNasStages.A),
        ("hardcorenas_b", HardCoreNasStages.B),
        ("hardcorenas_c", HardCoreNasStages.C),
        ("hardcorenas_d", HardCoreNasStages.D),
        ("hardcorenas_e", HardCoreNasStages.E),
        ("hardcorenas_f", HardCoreNasStages.F),
    ];

    public static ModelFamily Family { get; } =
        new("mobilenetv3", [.. Table.Select(row => new ModelVariant(row.Name, options => new MobileNetV3(row.Settings, options)))]);

    public static ModelFamily HardCoreFamily { get; } =
        new("hardcorenas", [.. HardCore.Select(row => new ModelVariant(row.Name, options => new MobileNetV3(Large with { Stages = row.Stages, StemWidth = 32 }, options)))]);

    private static EfficientNetSettings V3(string[] stages, ActivationKind activation, int features) => new()
    {
        Stages = stages,
        StemWidth = 16,
        Features = features,
        Activation = activation,
        SqueezeGate = ActivationKind.HardSigmoid,
        SqueezeActivation = ActivationKind.Relu,
        SqueezeFromExpanded = true,
        SqueezeRoundLimit = 0.9,
    };

    private static EfficientNetSettings V4(string[] stages, int stemWidth) => new()
    {
        Stages = stages,
        StemWidth = stemWidth,
        Activation = ActivationKind.Relu,
        HeadNorm = true,
    };

    private static EfficientNetSettings FBNet(string[] stages, int stemWidth) => new()
    {
        Stages = stages,
        StemWidth = stemWidth,
        RoundLimit = 0.95,
        Features = 1984,
        HeadBias = false,
        Activation = ActivationKind.HardSwish,
        SqueezeGate = ActivationKind.HardSigmoid,
        SqueezeRoundLimit = 0.95,
    };

    private static EfficientNetSettings LcNet(double width) => new()
    {
        Stages = MobileNetV3Stages.Lc,
        Width = width,
        StemWidth = 16,
        Activation = ActivationKind.HardSwish,
        SqueezeGate = ActivationKind.HardSigmoid,
        SqueezeActivation = ActivationKind.Relu,
        SqueezeFromExpanded = true,
    };

    /// <summary>As ported from TensorFlow: "same" padding, larger epsilon.</summary>
    private static EfficientNetSettings TensorFlow(EfficientNetSettings settings) => settings with { SamePadding = true, Epsilon = 1e-3 };
}
