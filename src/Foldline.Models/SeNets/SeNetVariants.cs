namespace Foldline.Models.SeNets;

/// <summary>The table of the original SENets, after timm's <c>senet.py</c>.</summary>
internal static class SeNetVariants
{
    private static readonly int[] Depths18 = [2, 2, 2, 2];
    private static readonly int[] Depths34 = [3, 4, 6, 3];
    private static readonly int[] Depths101 = [3, 4, 23, 3];
    private static readonly int[] Depths152 = [3, 8, 36, 3];

    private static readonly (string Name, SeNetSettings Settings)[] Table =
    [
        ("legacy_seresnet18", new() { Block = SeBlockKind.Basic, Depths = Depths18 }),
        ("legacy_seresnet34", new() { Block = SeBlockKind.Basic, Depths = Depths34 }),
        ("legacy_seresnet50", new() { Block = SeBlockKind.Bottleneck, Depths = Depths34 }),
        ("legacy_seresnet101", new() { Block = SeBlockKind.Bottleneck, Depths = Depths101 }),
        ("legacy_seresnet152", new() { Block = SeBlockKind.Bottleneck, Depths = Depths152 }),
        ("legacy_seresnext26_32x4d", new() { Block = SeBlockKind.Grouped, Depths = Depths18, Groups = 32 }),
        ("legacy_seresnext50_32x4d", new() { Block = SeBlockKind.Grouped, Depths = Depths34, Groups = 32 }),
        ("legacy_seresnext101_32x4d", new() { Block = SeBlockKind.Grouped, Depths = Depths101, Groups = 32 }),
        ("legacy_senet154", new() { Block = SeBlockKind.Wide, Depths = Depths152, Groups = 64, DeepStem = true, DownKernelSize = 3 }),
    ];

    public static ModelFamily Family { get; } =
        new("senet", [.. Table.Select(row => new ModelVariant(row.Name, options => new SeNet(row.Settings, options)))]);
}
