namespace Foldline.Models.Pvts;

/// <summary>The table of pyramid vision transformers, after timm's <c>pvt_v2.py</c>.</summary>
internal static class PvtVariants
{
    private static readonly (string Name, PvtSettings Settings)[] Table =
    [
        ("pvt_v2_b0", new() { Depths = [2, 2, 2, 2], Widths = [32, 64, 160, 256] }),
        ("pvt_v2_b1", new() { Depths = [2, 2, 2, 2] }),
        ("pvt_v2_b2", new() { Depths = [3, 4, 6, 3] }),
        ("pvt_v2_b2_li", new() { Depths = [3, 4, 6, 3], IsLinear = true }),
        ("pvt_v2_b3", new() { Depths = [3, 4, 18, 3] }),
        ("pvt_v2_b4", new() { Depths = [3, 8, 27, 3] }),
        ("pvt_v2_b5", new() { Depths = [3, 6, 40, 3], Expansions = [4, 4, 4, 4] }),
    ];

    public static ModelFamily Family { get; } =
        new("pvt_v2", [.. Table.Select(row => new ModelVariant(row.Name, options => new Pvt(row.Settings, options)))]);
}
