namespace Foldline.Models.TResNets;

/// <summary>The table of TResNets, after timm's <c>tresnet.py</c>.</summary>
internal static class TResNetVariants
{
    private static readonly (string Name, TResNetSettings Settings)[] Table =
    [
        ("tresnet_m", new() { Depths = [3, 4, 11, 3] }),
        ("tresnet_l", new() { Depths = [4, 5, 18, 3], Width = 76 }),
        ("tresnet_xl", new() { Depths = [4, 5, 24, 3], Width = 83 }),
        ("tresnet_v2_l", new() { Depths = [3, 4, 23, 3], BottleneckFirst = true }),
    ];

    public static ModelFamily Family { get; } =
        new("tresnet", [.. Table.Select(row => new ModelVariant(row.Name, options => new TResNet(row.Settings, options)))]);
}
