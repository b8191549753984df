namespace Foldline.Models.GhostNets;

/// <summary>The table of GhostNets, after timm's <c>ghostnet.py</c>.</summary>
internal static class GhostNetVariants
{
    private static readonly (string Name, GhostVersion Version, double Width)[] Table =
    [
        ("ghostnet_050", GhostVersion.V1, 0.5),
        ("ghostnet_100", GhostVersion.V1, 1.0),
        ("ghostnet_130", GhostVersion.V1, 1.3),
        ("ghostnetv2_100", GhostVersion.V2, 1.0),
        ("ghostnetv2_130", GhostVersion.V2, 1.3),
        ("ghostnetv2_160", GhostVersion.V2, 1.6),
        ("ghostnetv3_050", GhostVersion.V3, 0.5),
        ("ghostnetv3_100", GhostVersion.V3, 1.0),
        ("ghostnetv3_130", GhostVersion.V3, 1.3),
        ("ghostnetv3_160", GhostVersion.V3, 1.6),
    ];

    public static ModelFamily Family { get; } =
        new("ghostnet", [.. Table.Select(row => new ModelVariant(row.Name, options => new GhostNet(row.Version, row.Width, options)))]);
}
