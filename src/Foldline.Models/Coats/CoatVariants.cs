namespace Foldline.Models.Coats;

/// <summary>The table of CoaTs, after timm's <c>coat.py</c>; the light kind has no parallel blocks.</summary>
internal static class CoatVariants
{
    private const int ParallelDepth = 6;
    private static readonly CoatSettings Light = new() { Widths = [64, 128, 320, 512], Expansions = [8, 8, 4, 4] };
    private static readonly CoatSettings LightMedium = new() { Widths = [128, 256, 320, 512], Depths = [3, 6, 10, 8] };

    private static readonly (string Name, CoatSettings Settings)[] Table =
    [
        ("coat_tiny", new() { Widths = [152, 152, 152, 152], ParallelDepth = ParallelDepth }),
        ("coat_mini", new() { Widths = [152, 216, 216, 216], ParallelDepth = ParallelDepth }),
        ("coat_small", new() { Widths = [152, 320, 320, 320], ParallelDepth = ParallelDepth }),
        ("coat_lite_tiny", Light with { Widths = [64, 128, 256, 320] }),
        ("coat_lite_mini", Light),
        ("coat_lite_small", Light with { Depths = [3, 4, 6, 3] }),
        ("coat_lite_medium", LightMedium),
        ("coat_lite_medium_384", LightMedium with { ImageSize = 384 }),
    ];

    public static ModelFamily Family { get; } =
        new("coat", [.. Table.Select(row => new ModelVariant(row.Name, options => new Coat(row.Settings, options)))]);
}
