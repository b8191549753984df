namespace Foldline.Models.EfficientNets;

/// <summary>EfficientNets whose channels were pruned by their effect on the loss (Aflalo et al. 2020), block by block.</summary>
internal static class PrunedStages
{
    /// <summary>B1.</summary>
    public static string[] B1 { get; } =
    [
        "ds_r1_k3_s1_se0.25_c16 ds_r1_k3_s1_se0.25_c16",
        "ir_r1_k3_s2_m48_se1_q4_c12 ir_r1_k3_s1_m62_se1_q6_c12 ir_r1_k3_s1_m48_se1_q6_c12",
        "ir_r1_k5_s2_m70_se1_q6_c35 ir_r1_k5_s1_m61_se1_q10_c35 ir_r1_k5_s1_m51_se1_q10_c35",
        "ir_r1_k3_s2_m175_se1_q10_c74 ir_r1_k3_s1_m188_se1_q20_c74 ir_r1_k3_s1_m137_se1_q20_c74 "
            + "ir_r1_k3_s1_m164_se1_q20_c74",
        "ir_r1_k5_s1_m399_se1_q20_c67 ir_r1_k5_s1_m201_se1_q28_c67 ir_r1_k5_s1_m160_se1_q28_c67 "
            + "ir_r1_k5_s1_m213_se1_q28_c67",
        "ir_r1_k5_s2_m637_se1_q27_c192 ir_r1_k5_s1_m806_se1_q48_c192 ir_r1_k5_s1_m798_se1_q48_c192 "
            + "ir_r1_k5_s1_m891_se1_q48_c192 ir_r1_k5_s1_m990_se1_q48_c192",
        "ir_r1_k3_s1_m1152_se1_q48_c320 ir_r1_k3_s1_m1912_se1_q80_c320",
    ];

    /// <summary>B2.</summary>
    public static string[] B2 { get; } =
    [
        "ds_r1_k3_s1_se0.25_c16 ds_r1_k3_s1_se0.25_c16",
        "ir_r1_k3_s2_m54_se1_q4_c17 ir_r1_k3_s1_m69_se1_q6_c17 ir_r1_k3_s1_m61_se1_q6_c17",
        "ir_r1_k5_s2_m86_se1_q6_c42 ir_r1_k5_s1_m72_se1_q12_c42 ir_r1_k5_s1_m98_se1_q12_c42",
        "ir_r1_k3_s2_m245_se1_q12_c85 ir_r1_k3_s1_m274_se1_q22_c85 ir_r1_k3_s1_m254_se1_q22_c85 "
            + "ir_r1_k3_s1_m292_se1_q22_c85",
        "ir_r1_k5_s1_m502_se1_q22_c116 ir_r1_k5_s1_m315_se1_q30_c116 ir_r1_k5_s1_m354_se1_q30_c116 "
            + "ir_r1_k5_s1_m443_se1_q30_c116",
        "ir_r1_k5_s2_m719_se1_q30_c208 ir_r1_k5_s1_m1148_se1_q52_c208 ir_r1_k5_s1_m1160_se1_q52_c208 "
            + "ir_r1_k5_s1_m1182_se1_q52_c208 ir_r1_k5_s1_m1228_se1_q52_c208",
        "ir_r1_k3_s1_m1248_se1_q52_c352 ir_r1_k3_s1_m2112_se1_q88_c352",
    ];

    /// <summary>B3.</summary>
    public static string[] B3 { get; } =
    [
        "ds_r1_k3_s1_se0.25_c24 ds_r1_k3_s1_se0.25_c24",
        "ir_r1_k3_s2_m27_se1_q6_c12 ir_r1_k3_s1_m49_se1_q8_c12 ir_r1_k3_s1_m48_se1_q8_c12",
        "ir_r1_k5_s2_m83_se1_q8_c40 ir_r1_k5_s1_m90_se1_q12_c40 ir_r1_k5_s1_m85_se1_q12_c40",
        "ir_r1_k3_s2_m215_se1_q12_c93 ir_r1_k3_s1_m261_se1_q24_c93 ir_r1_k3_s1_m219_se1_q24_c93 "
            + "ir_r1_k3_s1_m254_se1_q24_c93 ir_r1_k3_s1_m236_se1_q24_c93",
        "ir_r1_k5_s1_m480_se1_q24_c120 ir_r1_k5_s1_m235_se1_q34_c120 ir_r1_k5_s1_m217_se1_q34_c120 "
            + "ir_r1_k5_s1_m226_se1_q33_c120 ir_r1_k5_s1_m340_se1_q34_c120",
        "ir_r1_k5_s2_m802_se1_q34_c232 ir_r1_k5_s1_m1030_se1_q58_c232 ir_r1_k5_s1_m924_se1_q58_c232 "
            + "ir_r1_k5_s1_m1016_se1_q58_c232 ir_r1_k5_s1_m1130_se1_q58_c232 ir_r1_k5_s1_m1266_se1_q58_c232",
        "ir_r1_k3_s1_m1392_se1_q58_c384 ir_r1_k3_s1_m2301_se1_q96_c384",
    ];
}
