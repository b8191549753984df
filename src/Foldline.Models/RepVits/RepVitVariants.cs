namespace Foldline.Models.RepVits;

/// <summary>The table of RepViTs, after timm's <c>repvit.py</c>.</summary>
internal static class RepVitVariants
{
    private static readonly RepVitSettings M09 = new() { Widths = [48, 96, 192, 384], Depths = [2, 2, 14, 2] };
    private static readonly RepVitSettings M11 = new() { Widths = [64, 128, 256, 512], Depths = [2, 2, 12, 2] };

    private static readonly (string Name, RepVitSettings Settings)[] Table =
    [
        ("repvit_m1", M09 with { IsLegacy = true }),
        ("repvit_m2", M11 with { IsLegacy = true }),
        ("repvit_m3", M11 with { Depths = [4, 4, 18, 2], IsLegacy = true }),
        ("repvit_m0_9", M09),
        ("repvit_m1_0", M09 with { Widths = [56, 112, 224, 448] }),
        ("repvit_m1_1", M11),
        ("repvit_m1_5", M11 with { Depths = [4, 4, 24, 4] }),
        ("repvit_m2_3", M11 with { Widths = [80, 160, 320, 640], Depths = [6, 6, 34, 2] }),
    ];

    public static ModelFamily Family { get; } =
        new("repvit", [.. Table.Select(row => new ModelVariant(row.Name, options => new RepVit(row.Settings, options)))]);
}
