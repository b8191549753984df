namespace Foldline.Models.EdgeNexts;

/// <summary>The table of EdgeNeXts, after timm's <c>edgenext.py</c>.</summary>
internal static class EdgeNextVariants
{
    private static readonly (string Name, EdgeNextSettings Settings)[] Table =
    [
        ("edgenext_xx_small", new() { Depths = [2, 2, 6, 2], Widths = [24, 48, 88, 168], Heads = 4 }),
        ("edgenext_x_small", new() { Widths = [32, 64, 100, 192], Heads = 4 }),
        ("edgenext_small", new() { Widths = [48, 96, 160, 304] }),
        ("edgenext_base", new() { Widths = [80, 160, 288, 584] }),
        ("edgenext_small_rw", new() { Widths = [48, 96, 192, 384], Overlap = true, ConvBias = false }),
    ];

    public static ModelFamily Family { get; } =
        new("edgenext", [.. Table.Select(row => new ModelVariant(row.Name, options => new EdgeNext(row.Settings, options)))]);
}
