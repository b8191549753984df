namespace Foldline.Models.HgNets;

/// <summary>The table of PP-HGNets, after timm's <c>hgnet.py</c>.</summary>
internal static class HgNetVariants
{
    private static readonly (string Name, HgNetSettings Settings)[] Table =
    [
        ("hgnet_tiny", First([48, 48, 96], 5, new(96, 224, 1), new(128, 448, 1), new(160, 512, 2), new(192, 768, 1))),
        ("hgnet_small", First([64, 64, 128], 6, new(128, 256, 1), new(160, 512, 1), new(192, 768, 2), new(224, 1024, 1))),
        ("hgnet_base", First([96, 96, 160], 7, new(192, 320, 1), new(224, 640, 2), new(256, 960, 3), new(288, 1280, 2))),
        ("hgnetv2_b0", Affine(Second((16, 16), 3, new(16, 64, 1), new(32, 256, 1), new(64, 512, 2), new(128, 1024, 1)))),
        ("hgnetv2_b1", Affine(Second((24, 32), 3, new(32, 64, 1), new(48, 256, 1), new(96, 512, 2), new(192, 1024, 1)))),
        ("hgnetv2_b2", Affine(Second((24, 32), 4, new(32, 96, 1), new(64, 384, 1), new(128, 768, 3), new(256, 1536, 1)))),
        ("hgnetv2_b3", Affine(Second((24, 32), 5, new(32, 128, 1), new(64, 512, 1), new(128, 1024, 3), new(256, 2048, 1)))),
        ("hgnetv2_b4", Second((32, 48), 6, new(48, 128, 1), new(96, 512, 1), new(192, 1024, 3), new(384, 2048, 1))),
        ("hgnetv2_b5", Second((32, 64), 6, new(64, 128, 1), new(128, 512, 2), new(256, 1024, 5), new(512, 2048, 2))),
        ("hgnetv2_b6", Second((48, 96), 6, new(96, 192, 2), new(192, 512, 3), new(384, 1024, 6), new(768, 2048, 3))),
    ];

    public static ModelFamily Family { get; } =
        new("hgnet", [.. Table.Select(row => new ModelVariant(row.Name, options => new HgNet(row.Settings, options)))]);

    private static HgNetSettings First(int[] stem, int layers, params HgStageSettings[] stages) => new() { Stem = stem, Layers = layers, Stages = stages };

    /// <summary>The last two stages of the second version are light, with kernels of 5.</summary>
    private static HgNetSettings Second((int First, int Second) stem, int layers, params HgStageSettings[] stages) => new()
    {
        Stem = [stem.First, stem.Second],
        Layers = layers,
        Stages = [.. stages.Select((stage, i) => i < 2 ? stage : stage with { IsLight = true, KernelSize = 5 })],
        IsSecondVersion = true,
    };

    private static HgNetSettings Affine(HgNetSettings settings) => settings with { HasAffine = true };
}
