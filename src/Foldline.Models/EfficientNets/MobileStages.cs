using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientNets;

/// <summary>The networks at width and depth 1, as their papers and reference implementations define them.</summary>
internal static class MobileStages
{
    /// <summary>Tan and Le 2019.</summary>
    public static EfficientNetSettings B { get; } = new()
    {
        Stages =
        [
            "ds_r1_k3_s1_e1_c16_se0.25", "ir_r2_k3_s2_e6_c24_se0.25", "ir_r2_k5_s2_e6_c40_se0.25", "ir_r3_k3_s2_e6_c80_se0.25",
            "ir_r3_k5_s1_e6_c112_se0.25", "ir_r4_k5_s2_e6_c192_se0.25", "ir_r1_k3_s1_e6_c320_se0.25",
        ],
    };

    /// <summary>Li et al. 2021, EfficientNet-X.</summary>
    public static EfficientNetSettings X { get; } = B with
    {
        Stages =
        [
            "ds_r1_k3_s1_e1_c16_se0.25_d1", "er_r2_k3_s2_e6_c24_se0.25_nre", "er_r2_k5_s2_e6_c40_se0.25_nre", .. B.Stages[3..],
        ],
    };

    /// <summary>Li et al. 2021, EfficientNet-H: less expansion in the early stages.</summary>
    public static EfficientNetSettings H { get; } = X with
    {
        Stages =
        [
            X.Stages[0], "er_r2_k3_s2_e4_c24_se0.25_nre", "er_r2_k5_s2_e4_c40_se0.25_nre", "ir_r3_k3_s2_e4_c80_se0.25", .. X.Stages[4..],
        ],
    };

    /// <summary>EfficientNet with mixed kernels in the last stages (Yang et al. 2019).</summary>
    public static EfficientNetSettings CondConv { get; } = B with
    {
        Stages = [.. B.Stages[..4], .. B.Stages[4..].Select(stage => stage + "_cc4")],
    };

    /// <summary>EfficientNet without attention, for mobile chips.</summary>
    public static EfficientNetSettings Lite { get; } = new()
    {
        Stages =
        [
            "ds_r1_k3_s1_e1_c16", "ir_r2_k3_s2_e6_c24", "ir_r2_k5_s2_e6_c40", "ir_r3_k3_s2_e6_c80",
            "ir_r3_k5_s1_e6_c112", "ir_r4_k5_s2_e6_c192", "ir_r1_k3_s1_e6_c320",
        ],
        KeepStemWidth = true,
        KeepFirstAndLastDepth = true,
        FeatureScaling = FeatureScaling.Fixed,
        Activation = ActivationKind.Relu6,
    };

    /// <summary>EfficientNet for the Edge TPU.</summary>
    public static EfficientNetSettings Edge { get; } = new()
    {
        Stages =
        [
            "er_r1_k3_s1_e4_c24_fc24_noskip", "er_r2_k3_s2_e8_c32", "er_r4_k3_s2_e8_c48",
            "ir_r5_k5_s2_e8_c96", "ir_r4_k5_s1_e8_c144", "ir_r2_k5_s2_e8_c192",
        ],
        Activation = ActivationKind.Relu,
    };

    /// <summary>Han et al. 2020, "Model Rubik's Cube".</summary>
    public static EfficientNetSettings TinyNet { get; } = B with { RoundDepth = true, KeepStemWidth = true, FeatureScaling = FeatureScaling.NeverLess };

    /// <summary>Tan and Le 2021, base.</summary>
    public static EfficientNetSettings V2Base { get; } = new()
    {
        Stages =
        [
            "cn_r1_k3_s1_e1_c16_skip", "er_r2_k3_s2_e4_c32", "er_r2_k3_s2_e4_c48",
            "ir_r3_k3_s2_e4_c96_se0.25", "ir_r5_k3_s1_e6_c112_se0.25", "ir_r8_k3_s2_e6_c192_se0.25",
        ],
        RoundLimit = 0,
    };

    /// <summary>Tan and Le 2021, small.</summary>
    public static EfficientNetSettings V2S { get; } = new()
    {
        Stages =
        [
            "cn_r2_k3_s1_e1_c24_skip", "er_r4_k3_s2_e4_c48", "er_r4_k3_s2_e4_c64",
            "ir_r6_k3_s2_e4_c128_se0.25", "ir_r9_k3_s1_e6_c160_se0.25", "ir_r15_k3_s2_e6_c256_se0.25",
        ],
        StemWidth = 24,
    };

    /// <summary>The small one as timm read it from the paper before the code was released.</summary>
    public static EfficientNetSettings V2Early { get; } = V2S with
    {
        Stages = ["er_r2_k3_s1_e1_c24", .. V2S.Stages[1..^1], "ir_r15_k3_s2_e6_c272_se0.25"],
        Features = 1792,
    };

    /// <summary>Tan and Le 2021, medium.</summary>
    public static EfficientNetSettings V2M { get; } = new()
    {
        Stages =
        [
            "cn_r3_k3_s1_e1_c24_skip", "er_r5_k3_s2_e4_c48", "er_r5_k3_s2_e4_c80", "ir_r7_k3_s2_e4_c160_se0.25",
            "ir_r14_k3_s1_e6_c176_se0.25", "ir_r18_k3_s2_e6_c304_se0.25", "ir_r5_k3_s1_e6_c512_se0.25",
        ],
        StemWidth = 24,
        FeatureScaling = FeatureScaling.Fixed,
    };

    /// <summary>Tan and Le 2021, large.</summary>
    public static EfficientNetSettings V2L { get; } = new()
    {
        Stages =
        [
            "cn_r4_k3_s1_e1_c32_skip", "er_r7_k3_s2_e4_c64", "er_r7_k3_s2_e4_c96", "ir_r10_k3_s2_e4_c192_se0.25",
            "ir_r19_k3_s1_e6_c224_se0.25", "ir_r25_k3_s2_e6_c384_se0.25", "ir_r7_k3_s1_e6_c640_se0.25",
        ],
        FeatureScaling = FeatureScaling.Fixed,
    };

    /// <summary>Tan and Le 2021, extra large.</summary>
    public static EfficientNetSettings V2XL { get; } = V2L with
    {
        Stages =
        [
            "cn_r4_k3_s1_e1_c32_skip", "er_r8_k3_s2_e4_c64", "er_r8_k3_s2_e4_c96", "ir_r16_k3_s2_e4_c192_se0.25",
            "ir_r24_k3_s1_e6_c256_se0.25", "ir_r32_k3_s2_e6_c512_se0.25", "ir_r8_k3_s1_e6_c640_se0.25",
        ],
    };

    /// <summary>Tan et al. 2019, A1.</summary>
    public static EfficientNetSettings MnasNetA1 { get; } = Plain(
        "ds_r1_k3_s1_e1_c16_noskip",
        "ir_r2_k3_s2_e6_c24",
        "ir_r3_k5_s2_e3_c40_se0.25",
        "ir_r4_k3_s2_e6_c80",
        "ir_r2_k3_s1_e6_c112_se0.25",
        "ir_r3_k5_s2_e6_c160_se0.25",
        "ir_r1_k3_s1_e6_c320");

    /// <summary>Tan et al. 2019, B1.</summary>
    public static EfficientNetSettings MnasNetB1 { get; } = Plain(
        "ds_r1_k3_s1_c16_noskip",
        "ir_r3_k3_s2_e3_c24",
        "ir_r3_k5_s2_e3_c40",
        "ir_r3_k5_s2_e6_c80",
        "ir_r2_k3_s1_e6_c96",
        "ir_r4_k5_s2_e6_c192",
        "ir_r1_k3_s1_e6_c320_noskip");

    /// <summary>Tan et al. 2019, small.</summary>
    public static EfficientNetSettings MnasNetSmall { get; } = Plain(
        "ds_r1_k3_s1_c8",
        "ir_r1_k3_s2_e3_c16",
        "ir_r2_k3_s2_e6_c16",
        "ir_r4_k5_s2_e6_c32_se0.25",
        "ir_r3_k3_s1_e6_c32_se0.25",
        "ir_r3_k5_s2_e6_c88_se0.25",
        "ir_r1_k3_s1_e6_c144") with { StemWidth = 8 };

    /// <summary>Howard et al. 2017.</summary>
    public static EfficientNetSettings MobileNetV1 { get; } = Plain("dsa_r1_k3_s1_c64", "dsa_r2_k3_s2_c128", "dsa_r2_k3_s2_c256", "dsa_r6_k3_s2_c512", "dsa_r2_k3_s2_c1024")
        with { Activation = ActivationKind.Relu6, Features = 0 };

    /// <summary>Sandler et al. 2018.</summary>
    public static EfficientNetSettings MobileNetV2 { get; } = Plain(
        "ds_r1_k3_s1_c16",
        "ir_r2_k3_s2_e6_c24",
        "ir_r3_k3_s2_e6_c32",
        "ir_r4_k3_s2_e6_c64",
        "ir_r3_k3_s1_e6_c96",
        "ir_r3_k3_s2_e6_c160",
        "ir_r1_k3_s1_e6_c320") with { Activation = ActivationKind.Relu6, FeatureScaling = FeatureScaling.NeverLess };

    /// <summary>MobileNet for the Edge TPU, first version.</summary>
    public static EfficientNetSettings MobileNetEdge { get; } = Plain(
        "cn_r1_k1_s1_c16",
        "er_r1_k3_s2_e8_c32 er_r3_k3_s1_e4_c32",
        "er_r1_k3_s2_e8_c48 er_r3_k3_s1_e4_c48",
        "ir_r1_k3_s2_e8_c96 ir_r3_k3_s1_e4_c96",
        "ir_r1_k3_s1_e8_c96_noskip ir_r3_k3_s1_e4_c96",
        "ir_r1_k5_s2_e8_c160 ir_r3_k5_s1_e4_c160",
        "ir_r1_k3_s1_e8_c192");

    /// <summary>A small network for tests.</summary>
    public static EfficientNetSettings Test { get; } = new()
    {
        Stages = ["cn_r1_k3_s1_e1_c16_skip", "er_r1_k3_s2_e4_c24", "er_r1_k3_s2_e4_c32", "ir_r1_k3_s2_e4_c48_se0.25", "ir_r1_k3_s2_e4_c64_se0.25"],
        StemWidth = 24,
        RoundLimit = 0,
        Features = 256,
    };

    /// <summary>Wu et al. 2018.</summary>
    public static EfficientNetSettings FBNetC { get; } = Plain(
        "ir_r1_k3_s1_e1_c16",
        "ir_r1_k3_s2_e6_c24 ir_r2_k3_s1_e1_c24",
        "ir_r1_k5_s2_e6_c32 ir_r1_k5_s1_e3_c32 ir_r1_k5_s1_e6_c32 ir_r1_k3_s1_e6_c32",
        "ir_r1_k5_s2_e6_c64 ir_r1_k5_s1_e3_c64 ir_r2_k5_s1_e6_c64",
        "ir_r3_k5_s1_e6_c112 ir_r1_k5_s1_e3_c112",
        "ir_r4_k5_s2_e6_c184",
        "ir_r1_k3_s1_e6_c352") with { StemWidth = 16, Features = 1984 };

    /// <summary>Stamoulis et al. 2019.</summary>
    public static EfficientNetSettings SinglePathNas { get; } = Plain(
        "ds_r1_k3_s1_c16_noskip",
        "ir_r3_k3_s2_e3_c24",
        "ir_r1_k5_s2_e6_c40 ir_r3_k3_s1_e3_c40",
        "ir_r1_k5_s2_e6_c80 ir_r3_k3_s1_e3_c80",
        "ir_r1_k5_s1_e6_c96 ir_r3_k5_s1_e3_c96",
        "ir_r4_k5_s2_e6_c192",
        "ir_r1_k3_s1_e6_c320_noskip");

    /// <summary>Tan and Le 2019, MixNet-S.</summary>
    public static EfficientNetSettings MixNetS { get; } = Plain(
        "ds_r1_k3_s1_e1_c16",
        "ir_r1_k3_a1.1_p1.1_s2_e6_c24 ir_r1_k3_a1.1_p1.1_s1_e3_c24",
        "ir_r1_k3.5.7_s2_e6_c40_se0.5_nsw ir_r3_k3.5_a1.1_p1.1_s1_e6_c40_se0.5_nsw",
        "ir_r1_k3.5.7_p1.1_s2_e6_c80_se0.25_nsw ir_r2_k3.5_p1.1_s1_e6_c80_se0.25_nsw",
        "ir_r1_k3.5.7_a1.1_p1.1_s1_e6_c120_se0.5_nsw ir_r2_k3.5.7.9_a1.1_p1.1_s1_e3_c120_se0.5_nsw",
        "ir_r1_k3.5.7.9.11_s2_e6_c200_se0.5_nsw ir_r2_k3.5.7.9_p1.1_s1_e6_c200_se0.5_nsw") with { StemWidth = 16, Features = 1536 };

    /// <summary>Tan and Le 2019, MixNet-M.</summary>
    public static EfficientNetSettings MixNetM { get; } = Plain(
        "ds_r1_k3_s1_e1_c24",
        "ir_r1_k3.5.7_a1.1_p1.1_s2_e6_c32 ir_r1_k3_a1.1_p1.1_s1_e3_c32",
        "ir_r1_k3.5.7.9_s2_e6_c40_se0.5_nsw ir_r3_k3.5_a1.1_p1.1_s1_e6_c40_se0.5_nsw",
        "ir_r1_k3.5.7_s2_e6_c80_se0.25_nsw ir_r3_k3.5.7.9_a1.1_p1.1_s1_e6_c80_se0.25_nsw",
        "ir_r1_k3_s1_e6_c120_se0.5_nsw ir_r3_k3.5.7.9_a1.1_p1.1_s1_e3_c120_se0.5_nsw",
        "ir_r1_k3.5.7.9_s2_e6_c200_se0.5_nsw ir_r3_k3.5.7.9_p1.1_s1_e6_c200_se0.5_nsw") with { StemWidth = 24, Features = 1536, RoundDepth = true };

    /// <summary>MobileNet for the Edge TPU, second version: group convolutions in the early stages.</summary>
    public static EfficientNetSettings MobileNetEdgeV2(int[] widths, int groupSize) => Plain(
        $"cn_r1_k1_s1_c{widths[0]}",
        $"er_r1_k3_s2_e8_c{widths[1]} er_r1_k3_s1_e4_gs{groupSize}_c{widths[1]}",
        $"er_r1_k3_s2_e8_c{widths[2]} er_r1_k3_s1_e4_gs{groupSize}_c{widths[2]} er_r1_k3_s1_e4_c{widths[2]} er_r1_k3_s1_e4_gs{groupSize}_c{widths[2]}",
        $"er_r1_k3_s2_e8_c{widths[3]} ir_r3_k3_s1_e4_c{widths[3]}",
        $"ir_r1_k3_s1_e8_c{widths[4]} ir_r3_k3_s1_e4_c{widths[4]}",
        $"ir_r1_k3_s2_e8_c{widths[5]} ir_r3_k3_s1_e4_c{widths[5]}",
        $"ir_r1_k3_s1_e8_c{widths[6]}") with { StemWidth = 64, StemKernelSize = 5 };

    /// <summary>ReLU, and a head that the width multiplier spares.</summary>
    private static EfficientNetSettings Plain(params string[] stages) =>
        new() { Stages = stages, Activation = ActivationKind.Relu, FeatureScaling = FeatureScaling.Fixed };
}
