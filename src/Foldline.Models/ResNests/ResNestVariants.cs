using Foldline.Models.ResNets;

namespace Foldline.Models.ResNests;

/// <summary>The table of ResNets with split attention (Zhang et al. 2020), after timm's <c>resnest.py</c>.</summary>
internal static class ResNestVariants
{
    private static readonly (string Name, ResNetSettings Settings)[] Table =
    [
        ("resnest14d", Split(2, stem: 32, 1, 1, 1, 1)),
        ("resnest26d", Split(2, stem: 32, 2, 2, 2, 2)),
        ("resnest50d", Split(2, stem: 32, 3, 4, 6, 3)),
        ("resnest101e", Split(2, stem: 64, 3, 4, 23, 3)),
        ("resnest200e", Split(2, stem: 64, 3, 24, 36, 3)),
        ("resnest269e", Split(2, stem: 64, 3, 30, 48, 8)),
        ("resnest50d_4s2x40d", PoolFirst(4, cardinality: 2, width: 40)),
        ("resnest50d_1s4x24d", PoolFirst(1, cardinality: 4, width: 24)),
    ];

    public static ModelFamily Family { get; } =
        new("resnest", [.. Table.Select(row => new ModelVariant(row.Name, options => new ResNet(row.Settings, options)))]);

    private static ResNetSettings Split(int radix, int stem, params int[] depths) => new()
    {
        Bottleneck = true,
        Depths = depths,
        Stem = StemKind.Deep,
        StemWidth = stem,
        AverageDown = true,
        Block = (parts, shape) => new SplitAttentionBlock(parts, shape, radix, isPoolFirst: false),
    };

    private static ResNetSettings PoolFirst(int radix, int cardinality, int width) => Split(radix, stem: 32, 3, 4, 6, 3) with
    {
        Cardinality = cardinality,
        BaseWidth = width,
        Block = (parts, shape) => new SplitAttentionBlock(parts, shape, radix, isPoolFirst: true),
    };
}
