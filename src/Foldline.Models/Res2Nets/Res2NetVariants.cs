using Foldline.Models.ResNets;

namespace Foldline.Models.Res2Nets;

/// <summary>The table of Res2Nets (Gao et al. 2021), after timm's <c>res2net.py</c>.</summary>
internal static class Res2NetVariants
{
    private static readonly int[] Depths50 = [3, 4, 6, 3];
    private static readonly int[] Depths101 = [3, 4, 23, 3];

    private static readonly (string Name, ResNetSettings Settings)[] Table =
    [
        ("res2net50_26w_4s", Scaled(Depths50, 26, 4)),
        ("res2net101_26w_4s", Scaled(Depths101, 26, 4)),
        ("res2net50_26w_6s", Scaled(Depths50, 26, 6)),
        ("res2net50_26w_8s", Scaled(Depths50, 26, 8)),
        ("res2net50_48w_2s", Scaled(Depths50, 48, 2)),
        ("res2net50_14w_8s", Scaled(Depths50, 14, 8)),
        ("res2next50", Scaled(Depths50, 4, 4) with { Cardinality = 8 }),
        ("res2net50d", D(Scaled(Depths50, 26, 4))),
        ("res2net101d", D(Scaled(Depths101, 26, 4))),
    ];

    public static ModelFamily Family { get; } =
        new("res2net", [.. Table.Select(row => new ModelVariant(row.Name, options => new ResNet(row.Settings, options)))]);

    private static ResNetSettings Scaled(int[] depths, int width, int scales) =>
        new() { Bottleneck = true, Depths = depths, BaseWidth = width, Block = (parts, shape) => new ScaleBlock(parts, shape, scales) };

    private static ResNetSettings D(ResNetSettings settings) => settings with { Stem = StemKind.Deep, StemWidth = 32, AverageDown = true };
}
