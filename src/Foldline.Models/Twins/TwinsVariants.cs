namespace Foldline.Models.Twins;

/// <summary>The table of Twins, after timm's <c>twins.py</c>.</summary>
internal static class TwinsVariants
{
    private static readonly TwinsSettings Pyramid = new() { Widths = [64, 128, 320, 512], Heads = [1, 2, 5, 8], Depths = [3, 4, 6, 3], Expansions = [8, 8, 4, 4] };
    private static readonly TwinsSettings Windowed = new() { Widths = [64, 128, 256, 512], Heads = [2, 4, 8, 16], Depths = [2, 2, 10, 4], HasWindows = true };

    private static readonly (string Name, TwinsSettings Settings)[] Table =
    [
        ("twins_pcpvt_small", Pyramid),
        ("twins_pcpvt_base", Pyramid with { Depths = [3, 4, 18, 3] }),
        ("twins_pcpvt_large", Pyramid with { Depths = [3, 8, 27, 3] }),
        ("twins_svt_small", Windowed),
        ("twins_svt_base", Windowed with { Widths = [96, 192, 384, 768], Heads = [3, 6, 12, 24], Depths = [2, 2, 18, 2] }),
        ("twins_svt_large", Windowed with { Widths = [128, 256, 512, 1024], Heads = [4, 8, 16, 32], Depths = [2, 2, 18, 2] }),
    ];

    public static ModelFamily Family { get; } =
        new("twins", [.. Table.Select(row => new ModelVariant(row.Name, options => new Twins(row.Settings, options)))]);
}
