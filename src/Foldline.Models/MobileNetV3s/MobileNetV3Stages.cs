namespace Foldline.Models.MobileNetV3s;

/// <summary>Stages of MobileNetV3 and its kin, by their papers and reference implementations.</summary>
internal static class MobileNetV3Stages
{
    /// <summary>Howard et al. 2019, large.</summary>
    public static string[] Large { get; } =
    [
        "ds_r1_k3_s1_e1_c16_nre",
        "ir_r1_k3_s2_e4_c24_nre ir_r1_k3_s1_e3_c24_nre",
        "ir_r3_k5_s2_e3_c40_se0.25_nre",
        "ir_r1_k3_s2_e6_c80 ir_r1_k3_s1_e2.5_c80 ir_r2_k3_s1_e2.3_c80",
        "ir_r2_k3_s1_e6_c112_se0.25",
        "ir_r3_k5_s2_e6_c160_se0.25",
        "cn_r1_k1_s1_c960",
    ];

    /// <summary>Large without attention, 5×5 kernels and hard swish.</summary>
    public static string[] LargeMinimal { get; } =
    [
        "ds_r1_k3_s1_e1_c16",
        "ir_r1_k3_s2_e4_c24 ir_r1_k3_s1_e3_c24",
        "ir_r3_k3_s2_e3_c40",
        "ir_r1_k3_s2_e6_c80 ir_r1_k3_s1_e2.5_c80 ir_r2_k3_s1_e2.3_c80",
        "ir_r2_k3_s1_e6_c112",
        "ir_r3_k3_s2_e6_c160",
        "cn_r1_k1_s1_c960",
    ];

    /// <summary>Howard et al. 2019, small.</summary>
    public static string[] Small { get; } =
    [
        "ds_r1_k3_s2_e1_c16_se0.25_nre",
        "ir_r1_k3_s2_e4.5_c24_nre ir_r1_k3_s1_e3.67_c24_nre",
        "ir_r1_k5_s2_e4_c40_se0.25 ir_r2_k5_s1_e6_c40_se0.25",
        "ir_r2_k5_s1_e3_c48_se0.25",
        "ir_r3_k5_s2_e6_c96_se0.25",
        "cn_r1_k1_s1_c576",
    ];

    /// <summary>Small without attention, 5×5 kernels and hard swish.</summary>
    public static string[] SmallMinimal { get; } =
    [
        "ds_r1_k3_s2_e1_c16",
        "ir_r1_k3_s2_e4.5_c24 ir_r1_k3_s1_e3.67_c24",
        "ir_r1_k3_s2_e4_c40 ir_r2_k3_s1_e6_c40",
        "ir_r2_k3_s1_e3_c48",
        "ir_r3_k3_s2_e6_c96",
        "cn_r1_k1_s1_c576",
    ];

    /// <summary>Large as timm read it from the paper: the first block has no shortcut.</summary>
    public static string[] Rw { get; } =
    [
        "ds_r1_k3_s1_e1_c16_nre_noskip",
        "ir_r1_k3_s2_e4_c24_nre ir_r1_k3_s1_e3_c24_nre",
        "ir_r3_k5_s2_e3_c40_se0.25_nre",
        "ir_r1_k3_s2_e6_c80 ir_r1_k3_s1_e2.5_c80 ir_r2_k3_s1_e2.3_c80",
        "ir_r2_k3_s1_e6_c112_se0.25",
        "ir_r3_k5_s2_e6_c160_se0.25",
        "cn_r1_k1_s1_c960",
    ];

    /// <summary>Cui et al. 2021, PP-LCNet.</summary>
    public static string[] Lc { get; } =
    [
        "dsa_r1_k3_s1_c32",
        "dsa_r2_k3_s2_c64",
        "dsa_r2_k3_s2_c128",
        "dsa_r1_k3_s2_c256 dsa_r1_k5_s1_c256",
        "dsa_r4_k5_s1_c256",
        "dsa_r2_k5_s2_c512_se0.25",
    ];

    /// <summary>Dai et al. 2021, FBNetV3-B.</summary>
    public static string[] FBNetB { get; } =
    [
        "ds_r2_k3_s1_e1_c16",
        "ir_r1_k5_s2_e4_c24 ir_r3_k5_s1_e2_c24",
        "ir_r1_k5_s2_e5_c40_se0.25 ir_r4_k5_s1_e3_c40_se0.25",
        "ir_r1_k5_s2_e5_c72 ir_r4_k3_s1_e3_c72",
        "ir_r1_k3_s1_e5_c120_se0.25 ir_r5_k5_s1_e3_c120_se0.25",
        "ir_r1_k3_s2_e6_c184_se0.25 ir_r5_k5_s1_e4_c184_se0.25 ir_r1_k5_s1_e6_c224_se0.25",
        "cn_r1_k1_s1_c1344",
    ];

    /// <summary>Dai et al. 2021, FBNetV3-D.</summary>
    public static string[] FBNetD { get; } =
    [
        "ds_r2_k3_s1_e1_c16",
        "ir_r1_k3_s2_e5_c24 ir_r5_k3_s1_e2_c24",
        "ir_r1_k5_s2_e4_c40_se0.25 ir_r4_k3_s1_e3_c40_se0.25",
        "ir_r1_k3_s2_e5_c72 ir_r4_k3_s1_e3_c72",
        "ir_r1_k3_s1_e5_c128_se0.25 ir_r6_k5_s1_e3_c128_se0.25",
        "ir_r1_k3_s2_e6_c208_se0.25 ir_r5_k5_s1_e5_c208_se0.25 ir_r1_k5_s1_e6_c240_se0.25",
        "cn_r1_k1_s1_c1440",
    ];

    /// <summary>Dai et al. 2021, FBNetV3-G.</summary>
    public static string[] FBNetG { get; } =
    [
        "ds_r3_k3_s1_e1_c24",
        "ir_r1_k5_s2_e4_c40 ir_r4_k5_s1_e2_c40",
        "ir_r1_k5_s2_e4_c56_se0.25 ir_r4_k5_s1_e3_c56_se0.25",
        "ir_r1_k5_s2_e5_c104 ir_r4_k3_s1_e3_c104",
        "ir_r1_k3_s1_e5_c160_se0.25 ir_r8_k5_s1_e3_c160_se0.25",
        "ir_r1_k3_s2_e6_c264_se0.25 ir_r6_k5_s1_e5_c264_se0.25 ir_r2_k5_s1_e6_c288_se0.25",
        "cn_r1_k1_s1_c1728",
    ];
}
