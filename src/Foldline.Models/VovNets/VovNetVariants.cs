using Foldline.Models.Layers;

namespace Foldline.Models.VovNets;

/// <summary>The table of VoVNets, after timm's <c>vovnet.py</c>.</summary>
internal static class VovNetVariants
{
    private static readonly (string Name, VovNetSettings Settings)[] Table =
    [
        ("vovnet39a", FirstVersion(1, 1, 2, 2)),
        ("vovnet57a", FirstVersion(1, 1, 4, 3)),
        ("ese_vovnet19b_slim_dw", Depthwise(Slim(Small()))),
        ("ese_vovnet19b_dw", Depthwise(Small())),
        ("ese_vovnet19b_slim", Slim(Small())),
        ("ese_vovnet39b", new() { Depths = [1, 1, 2, 2] }),
        ("ese_vovnet57b", new() { Depths = [1, 1, 4, 3] }),
        ("ese_vovnet99b", new() { Depths = [1, 3, 9, 3] }),
        ("eca_vovnet39b", new() { Depths = [1, 1, 2, 2], Attention = VovAttention.EfficientChannel }),
        ("ese_vovnet39b_evos", new() { Depths = [1, 1, 2, 2], Norm = new(NormActKind.EvoNormS0) }),
    ];

    public static ModelFamily Family { get; } =
        new("vovnet", [.. Table.Select(row => new ModelVariant(row.Name, options => new VovNet(row.Settings, options)))]);

    private static VovNetSettings FirstVersion(params int[] depths) =>
        new() { Depths = depths, HasShortcuts = false, Attention = VovAttention.None };

    private static VovNetSettings Small() => new() { Depths = [1, 1, 1, 1], LayersPerBlock = 3 };

    private static VovNetSettings Slim(VovNetSettings settings) =>
        settings with { InnerWidths = [64, 80, 96, 112], Widths = [112, 256, 384, 512] };

    private static VovNetSettings Depthwise(VovNetSettings settings) => settings with { StemWidths = [64, 64, 64], IsDepthwise = true };
}
