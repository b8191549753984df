namespace Foldline.Models.Volos;

/// <summary>The table of VOLOs, after timm's <c>volo.py</c>: five sizes, for images of 224 pixels and larger ones.</summary>
internal static class VoloVariants
{
    private static readonly VoloSettings D3 = new() { Depths = [8, 8, 16, 4], Width = 256, OutlookHeads = 8, Heads = 16 };
    private static readonly VoloSettings D4 = D3 with { Width = 384, OutlookHeads = 12 };

    private static readonly (string Name, VoloSettings Settings, int[] ImageSizes)[] Table =
    [
        ("d1", new() { Depths = [4, 4, 8, 2], Width = 192, OutlookHeads = 6, Heads = 12 }, [224, 384]),
        ("d2", D3 with { Depths = [6, 4, 10, 4] }, [224, 384]),
        ("d3", D3, [224, 448]),
        ("d4", D4, [224, 448]),
        ("d5", D4 with { Depths = [12, 12, 20, 4], Expansion = 4, StemWidth = 128 }, [224, 448, 512]),
    ];

    public static ModelFamily Family { get; } = new("volo", [.. Table.SelectMany(
        row => row.ImageSizes,
        (row, size) => new ModelVariant($"volo_{row.Name}_{size}", options => new Volo(row.Settings with { ImageSize = size }, options)))]);
}
