namespace Foldline.Models.StarNets;

/// <summary>The table of StarNets, after timm's <c>starnet.py</c>.</summary>
internal static class StarNetVariants
{
    private static readonly (string Name, StarNetSettings Settings)[] Table =
    [
        ("starnet_s1", new(24, [2, 2, 8, 3])),
        ("starnet_s2", new(32, [1, 2, 6, 2])),
        ("starnet_s3", new(32, [2, 2, 8, 4])),
        ("starnet_s4", new(32, [3, 3, 12, 5])),
        ("starnet_s050", new(16, [1, 1, 3, 1], 3)),
        ("starnet_s100", new(20, [1, 2, 4, 1])),
        ("starnet_s150", new(24, [1, 2, 4, 2], 3)),
    ];

    public static ModelFamily Family { get; } =
        new("starnet", [.. Table.Select(row => new ModelVariant(row.Name, options => new StarNet(row.Settings, options)))]);
}
