using Foldline.Models.Layers;

namespace Foldline.Models.ResNetV2s;

/// <summary>The table of ResNets of the second version, after timm's <c>resnetv2.py</c>.</summary>
internal static class ResNetV2Variants
{
    private static readonly ResNetV2Settings Basic18 = Basic(2, 2, 2, 2);
    private static readonly ResNetV2Settings Basic34 = Basic(3, 4, 6, 3);
    private static readonly ResNetV2Settings Bottleneck50 = Bottleneck(3, 4, 6, 3);
    private static readonly ResNetV2Settings Bottleneck101 = Bottleneck(3, 4, 23, 3);
    private static readonly ResNetV2Settings Bottleneck152 = Bottleneck(3, 8, 36, 3);

    private static readonly (string Name, ResNetV2Settings Settings)[] Table =
    [
        ("resnetv2_50x1_bit", BigTransfer(1, 3, 4, 6, 3)),
        ("resnetv2_50x3_bit", BigTransfer(3, 3, 4, 6, 3)),
        ("resnetv2_101x1_bit", BigTransfer(1, 3, 4, 23, 3)),
        ("resnetv2_101x3_bit", BigTransfer(3, 3, 4, 23, 3)),
        ("resnetv2_152x2_bit", BigTransfer(2, 3, 8, 36, 3)),
        ("resnetv2_152x4_bit", BigTransfer(4, 3, 8, 36, 3)),
        ("resnetv2_18", Basic18),
        ("resnetv2_18d", D(Basic18)),
        ("resnetv2_34", Basic34),
        ("resnetv2_34d", D(Basic34)),
        ("resnetv2_50", Bottleneck50),
        ("resnetv2_50d", D(Bottleneck50)),
        ("resnetv2_50t", D(Bottleneck50) with { Stem = ResNetV2Stem.Tiered }),
        ("resnetv2_101", Bottleneck101),
        ("resnetv2_101d", D(Bottleneck101)),
        ("resnetv2_152", Bottleneck152),
        ("resnetv2_152d", D(Bottleneck152)),
        ("resnetv2_50d_gn", D(Bottleneck50) with { Norm = new(NormActKind.GroupNorm) }),
        ("resnetv2_50d_evos", D(Bottleneck50) with { Norm = new(NormActKind.EvoNormS0) }),
        ("resnetv2_50d_frn", D(Bottleneck50) with { Norm = new(NormActKind.FilterResponse) }),
    ];

    public static ModelFamily Family { get; } =
        new("resnetv2", [.. Table.Select(row => new ModelVariant(row.Name, options => new ResNetV2(row.Settings, options)))]);

    private static ResNetV2Settings Bottleneck(params int[] depths) =>
        new() { Depths = depths, Norm = new NormAct(), StandardizesWeights = false };

    private static ResNetV2Settings Basic(params int[] depths) => Bottleneck(depths) with { Basic = true, Widths = [64, 128, 256, 512] };

    private static ResNetV2Settings BigTransfer(int width, params int[] depths) =>
        new() { Depths = depths, WidthFactor = width, StemPadding = StemPadding.Zeros };

    /// <summary>Deep stem, average pooling in the shortcuts.</summary>
    private static ResNetV2Settings D(ResNetV2Settings settings) => settings with { Stem = ResNetV2Stem.Deep, AverageDown = true };
}
