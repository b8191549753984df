namespace Foldline.Models.EfficientVits;

/// <summary>The table of EfficientViTs, after timm's <c>efficientvit_mit.py</c>.</summary>
internal static class EfficientVitVariants
{
    private static readonly (string Name, EfficientVitSettings Settings)[] Table =
    [
        ("efficientvit_b0", new() { Widths = [8, 16, 32, 64, 128], Depths = [1, 2, 2, 2, 2], HeadWidth = 16, HiddenWidths = [1024, 1280] }),
        ("efficientvit_b1", new() { Widths = [16, 32, 64, 128, 256], Depths = [1, 2, 3, 3, 4], HeadWidth = 16, HiddenWidths = [1536, 1600] }),
        ("efficientvit_b2", new() { Widths = [24, 48, 96, 192, 384], Depths = [1, 3, 4, 4, 6], HiddenWidths = [2304, 2560] }),
        ("efficientvit_b3", new() { Widths = [32, 64, 128, 256, 512], Depths = [1, 4, 6, 6, 9], HiddenWidths = [2304, 2560] }),
        ("efficientvit_l1", new() { IsLarge = true, Widths = [32, 64, 128, 256, 512], Depths = [1, 1, 1, 6, 6], HiddenWidths = [3072, 3200] }),
        ("efficientvit_l2", new() { IsLarge = true, Widths = [32, 64, 128, 256, 512], Depths = [1, 2, 2, 8, 8], HiddenWidths = [3072, 3200] }),
        ("efficientvit_l3", new() { IsLarge = true, Widths = [64, 128, 256, 512, 1024], Depths = [1, 2, 2, 8, 8], HiddenWidths = [6144, 6400] }),
    ];

    public static ModelFamily Family { get; } =
        new("efficientvit_mit", [.. Table.Select(row => new ModelVariant(row.Name, options => new EfficientVit(row.Settings, options)))]);
}
