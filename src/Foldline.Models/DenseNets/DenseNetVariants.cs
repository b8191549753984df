namespace Foldline.Models.DenseNets;

/// <summary>The table of DenseNets, after timm's <c>densenet.py</c>.</summary>
internal static class DenseNetVariants
{
    private static readonly (string Name, DenseNetSettings Settings)[] Table =
    [
        ("densenet121", Dense(6, 12, 24, 16)),
        ("densenetblur121d", Dense(6, 12, 24, 16) with { DeepStem = true, BlurStem = true }),
        ("densenet169", Dense(6, 12, 32, 32)),
        ("densenet201", Dense(6, 12, 48, 32)),
        ("densenet161", Dense(6, 12, 36, 24) with { GrowthRate = 48 }),
        ("densenet264d", Dense(6, 12, 64, 48) with { GrowthRate = 48, DeepStem = true }),
    ];

    public static ModelFamily Family { get; } =
        new("densenet", [.. Table.Select(row => new ModelVariant(row.Name, options => new DenseNet(row.Settings, options)))]);

    private static DenseNetSettings Dense(params int[] depths) => new() { Depths = depths };
}
