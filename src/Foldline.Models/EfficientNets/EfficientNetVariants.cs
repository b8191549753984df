using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientNets;

/// <summary>The table of mobile networks, after timm's <c>efficientnet.py</c>.</summary>
internal static class EfficientNetVariants
{
    private static readonly (string Name, EfficientNetSettings Settings)[] Table =
    [
        ("mnasnet_050", Scaled(MobileStages.MnasNetB1, 0.5)),
        ("mnasnet_075", Scaled(MobileStages.MnasNetB1, 0.75)),
        ("mnasnet_100", MobileStages.MnasNetB1),
        ("mnasnet_140", Scaled(MobileStages.MnasNetB1, 1.4)),
        ("semnasnet_050", Scaled(MobileStages.MnasNetA1, 0.5)),
        ("semnasnet_075", Scaled(MobileStages.MnasNetA1, 0.75)),
        ("semnasnet_100", MobileStages.MnasNetA1),
        ("semnasnet_140", Scaled(MobileStages.MnasNetA1, 1.4)),
        ("mnasnet_small", MobileStages.MnasNetSmall),
        ("mobilenetv1_100", MobileStages.MobileNetV1),
        ("mobilenetv1_100h", MobileStages.MobileNetV1 with { Features = 1024, FeatureScaling = FeatureScaling.NeverLess }),
        ("mobilenetv1_125", Scaled(MobileStages.MobileNetV1, 1.25)),
        ("mobilenetv2_035", Scaled(MobileStages.MobileNetV2, 0.35)),
        ("mobilenetv2_050", Scaled(MobileStages.MobileNetV2, 0.5)),
        ("mobilenetv2_075", Scaled(MobileStages.MobileNetV2, 0.75)),
        ("mobilenetv2_100", MobileStages.MobileNetV2),
        ("mobilenetv2_140", Scaled(MobileStages.MobileNetV2, 1.4)),
        ("mobilenetv2_110d", WithFixedEnds(Scaled(MobileStages.MobileNetV2, 1.1, 1.2))),
        ("mobilenetv2_120d", WithFixedEnds(Scaled(MobileStages.MobileNetV2, 1.2, 1.4))),
        ("fbnetc_100", MobileStages.FBNetC),
        ("spnasnet_100", MobileStages.SinglePathNas),
        ("mixnet_s", MobileStages.MixNetS),
        ("mixnet_m", MobileStages.MixNetM),
        ("mixnet_l", Scaled(MobileStages.MixNetM, 1.3)),
        ("mixnet_xl", Scaled(MobileStages.MixNetM, 1.6, 1.2)),
        ("mixnet_xxl", Scaled(MobileStages.MixNetM, 2.4, 1.3)),
        ("tf_mixnet_s", TensorFlow(MobileStages.MixNetS)),
        ("tf_mixnet_m", TensorFlow(MobileStages.MixNetM)),
        ("tf_mixnet_l", TensorFlow(Scaled(MobileStages.MixNetM, 1.3))),
        ("tinynet_a", Scaled(MobileStages.TinyNet, 1.0, 1.2)),
        ("tinynet_b", Scaled(MobileStages.TinyNet, 0.75, 1.1)),
        ("tinynet_c", Scaled(MobileStages.TinyNet, 0.54, 0.85)),
        ("tinynet_d", Scaled(MobileStages.TinyNet, 0.54, 0.695)),
        ("tinynet_e", Scaled(MobileStages.TinyNet, 0.51, 0.6)),
        ("mobilenet_edgetpu_100", MobileStages.MobileNetEdge),
        ("mobilenet_edgetpu_v2_xs", MobileStages.MobileNetEdgeV2([16, 32, 48, 96, 144, 160, 192], 64) with { StemWidth = 32, StemKernelSize = 3 }),
        ("mobilenet_edgetpu_v2_s", MobileStages.MobileNetEdgeV2([24, 48, 64, 128, 160, 192, 256], 64)),
        ("mobilenet_edgetpu_v2_m", MobileStages.MobileNetEdgeV2([32, 64, 80, 160, 192, 240, 320], 64) with { Features = 1344 }),
        ("mobilenet_edgetpu_v2_l", MobileStages.MobileNetEdgeV2([32, 64, 96, 192, 240, 256, 384], 128) with { StemKernelSize = 7, Features = 1408 }),
        ("efficientnet_b0_gn", GroupNormed(MobileStages.B, 8)),
        ("efficientnet_b0_g8_gn", GroupNormed(MobileStages.B, 8) with { GroupSize = 8 }),
        ("efficientnet_b0_g16_evos", MobileStages.B with { GroupSize = 16, Divisor = 16 }),
        ("efficientnet_b3_gn", GroupNormed(Scaled(MobileStages.B, 1.2, 1.4), 16) with { Divisor = 16 }),
        ("efficientnet_b3_g8_gn", GroupNormed(Scaled(MobileStages.B, 1.2, 1.4), 16) with { GroupSize = 8, Divisor = 16 }),
        ("efficientnet_blur_b0", MobileStages.B with { AntiAlias = MobileAntiAlias.Blur }),
        ("efficientnet_b1_pruned", Pruned(PrunedStages.B1, 32, 1280)),
        ("efficientnet_b2_pruned", Pruned(PrunedStages.B2, 32, 1408)),
        ("efficientnet_b3_pruned", Pruned(PrunedStages.B3, 40, 1536)),
        ("efficientnet_es_pruned", MobileStages.Edge),
        ("efficientnet_el_pruned", Scaled(MobileStages.Edge, 1.2, 1.4)),
        ("efficientnet_x_b3", Scaled(MobileStages.X, 1.2, 1.4)),
        ("efficientnet_x_b5", Scaled(MobileStages.X, 1.6, 2.2)),
        ("efficientnet_h_b5", Scaled(MobileStages.H, 1.92, 2.2)),
        ("test_efficientnet", MobileStages.Test),
        ("test_efficientnet_gn", GroupNormed(MobileStages.Test, 8)),
        ("test_efficientnet_evos", MobileStages.Test with { Norm = MobileNorm.EvoNormS0, NormGroupSize = 8 }),
        ("test_efficientnet_ln", MobileStages.Test with { Norm = MobileNorm.Layer }),
        ("efficientnetv2_rw_t", Scaled(MobileStages.V2S, 0.8, 0.9)),
        ("gc_efficientnetv2_rw_t", Scaled(MobileStages.V2S, 0.8, 0.9) with { GlobalContext = true }),
        ("efficientnetv2_rw_s", MobileStages.V2Early),
        ("efficientnetv2_rw_m", MobileStages.V2Early with { Width = 1.2, Depth = [1.2, 1.2, 1.2, 1.2, 1.6, 1.6] }),
        .. BothPaddings("efficientnet_b0", MobileStages.B),
        .. BothPaddings("efficientnet_b1", Scaled(MobileStages.B, 1.0, 1.1)),
        .. BothPaddings("efficientnet_b2", Scaled(MobileStages.B, 1.1, 1.2)),
        .. BothPaddings("efficientnet_b3", Scaled(MobileStages.B, 1.2, 1.4)),
        .. BothPaddings("efficientnet_b4", Scaled(MobileStages.B, 1.4, 1.8)),
        .. BothPaddings("efficientnet_b5", Scaled(MobileStages.B, 1.6, 2.2)),
        .. BothPaddings("efficientnet_b6", Scaled(MobileStages.B, 1.8, 2.6)),
        .. BothPaddings("efficientnet_b7", Scaled(MobileStages.B, 2.0, 3.1)),
        .. BothPaddings("efficientnet_b8", Scaled(MobileStages.B, 2.2, 3.6)),
        .. BothPaddings("efficientnet_l2", Scaled(MobileStages.B, 4.3, 5.3)),
        .. BothPaddings("efficientnet_es", MobileStages.Edge),
        .. BothPaddings("efficientnet_em", Scaled(MobileStages.Edge, 1.0, 1.1)),
        .. BothPaddings("efficientnet_el", Scaled(MobileStages.Edge, 1.2, 1.4)),
        .. BothPaddings("efficientnet_cc_b0_4e", MobileStages.CondConv),
        .. BothPaddings("efficientnet_cc_b0_8e", MobileStages.CondConv with { ExpertsMultiplier = 2 }),
        .. BothPaddings("efficientnet_cc_b1_8e", Scaled(MobileStages.CondConv, 1.0, 1.1) with { ExpertsMultiplier = 2 }),
        .. BothPaddings("efficientnet_lite0", MobileStages.Lite),
        .. BothPaddings("efficientnet_lite1", Scaled(MobileStages.Lite, 1.0, 1.1)),
        .. BothPaddings("efficientnet_lite2", Scaled(MobileStages.Lite, 1.1, 1.2)),
        .. BothPaddings("efficientnet_lite3", Scaled(MobileStages.Lite, 1.2, 1.4)),
        .. BothPaddings("efficientnet_lite4", Scaled(MobileStages.Lite, 1.4, 1.8)),
        .. BothPaddings("efficientnetv2_s", MobileStages.V2S),
        .. BothPaddings("efficientnetv2_m", MobileStages.V2M),
        .. BothPaddings("efficientnetv2_l", MobileStages.V2L),
        .. BothPaddings("efficientnetv2_xl", MobileStages.V2XL),
        ("tf_efficientnetv2_b0", TensorFlow(MobileStages.V2Base)),
        ("tf_efficientnetv2_b1", TensorFlow(Scaled(MobileStages.V2Base, 1.0, 1.1))),
        ("tf_efficientnetv2_b2", TensorFlow(Scaled(MobileStages.V2Base, 1.1, 1.2))),
        ("tf_efficientnetv2_b3", TensorFlow(Scaled(MobileStages.V2Base, 1.2, 1.4))),
    ];

    public static ModelFamily Family { get; } =
        new("efficientnet", [.. Table.Select(row => new ModelVariant(row.Name, options => new EfficientNet(row.Settings, options)))]);

    private static EfficientNetSettings Scaled(EfficientNetSettings settings, double width, double depth = 1) =>
        settings with { Width = width, Depth = [depth] };

    /// <summary>As ported from TensorFlow: "same" padding, larger epsilon.</summary>
    private static EfficientNetSettings TensorFlow(EfficientNetSettings settings) => settings with { SamePadding = true, Epsilon = 1e-3 };

    private static EfficientNetSettings Pruned(string[] stages, int stemWidth, int features) =>
        TensorFlow(MobileStages.B) with { Stages = stages, StemWidth = stemWidth, Features = features, Divisor = 1 };

    private static EfficientNetSettings GroupNormed(EfficientNetSettings settings, int groupSize) =>
        settings with { Norm = MobileNorm.Group, NormGroupSize = groupSize };

    private static EfficientNetSettings WithFixedEnds(EfficientNetSettings settings) =>
        settings with { KeepStemWidth = true, KeepFirstAndLastDepth = true, FeatureScaling = FeatureScaling.Fixed };

    private static (string Name, EfficientNetSettings Settings)[] BothPaddings(string name, EfficientNetSettings settings) =>
        [(name, settings), ($"tf_{name}", TensorFlow(settings))];
}
