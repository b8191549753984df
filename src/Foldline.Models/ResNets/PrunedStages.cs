namespace Foldline.Models.ResNets;

/// <summary>ECA-ResNets whose channels were pruned by their effect on the loss (Aflalo et al. 2020), stage by stage.</summary>
internal static class PrunedStages
{
    /// <summary>Of ecaresnet50d.</summary>
    public static PrunedStage[] Fifty { get; } =
    [
        new(19, (47, 18), (52, 22), (64, 35)),
        new(171, (85, 37), (107, 80), (120, 85), (125, 87)),
        new(818, (198, 126), (255, 232), (256, 233), (253, 235), (256, 225), (256, 239)),
        new(2022, (492, 237), (512, 500), (512, 490)),
    ];

    /// <summary>Of ecaresnet101d.</summary>
    public static PrunedStage[] HundredOne { get; } =
    [
        new(26, (45, 25), (53, 20), (60, 27)),
        new(142, (81, 24), (93, 49), (102, 54), (122, 78)),
        new(278, (101, 25), (239, 160), (234, 156), (250, 176), (253, 191), (251, 175), (230, 128), (244, 154),
            (244, 159), (238, 97), (244, 149), (253, 181), (245, 119), (255, 216), (256, 201), (253, 149),
            (254, 141), (256, 190), (256, 217), (255, 156), (256, 155), (256, 232), (256, 214)),
        new(2042, (499, 289), (512, 512), (512, 502)),
    ];
}
