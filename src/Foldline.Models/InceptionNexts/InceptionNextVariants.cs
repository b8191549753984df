namespace Foldline.Models.InceptionNexts;

/// <summary>The table of InceptionNeXts, after timm's <c>inception_next.py</c>.</summary>
internal static class InceptionNextVariants
{
    private static readonly InceptionNextSettings Tiny = new() { Depths = [3, 3, 9, 3] };
    private static readonly InceptionNextSettings Small = Tiny with { Depths = [3, 3, 27, 3] };

    private static readonly (string Name, InceptionNextSettings Settings)[] Table =
    [
        ("inception_next_atto", new() { Depths = [2, 2, 6, 2], Widths = [40, 80, 160, 320], Band = 9, BranchRatio = 0.25 }),
        ("inception_next_tiny", Tiny),
        ("inception_next_small", Small),
        ("inception_next_base", Small with { Widths = [128, 256, 512, 1024] }),
    ];

    public static ModelFamily Family { get; } =
        new("inception_next", [.. Table.Select(row => new ModelVariant(row.Name, options => new InceptionNext(row.Settings, options)))]);
}
