using Foldline.Models.Layers;
using Foldline.Models.ResNets;

namespace Foldline.Models.SkNets;

/// <summary>The table of ResNets with selective kernels (Li et al. 2019), after timm's <c>sknet.py</c>.</summary>
internal static class SkNetVariants
{
    private static readonly SelectiveKernelOptions Coarse = new() { Ratio = 1.0 / 8, Divisor = 16 };
    private static readonly ResNetSettings Bottleneck50 = Bottleneck(new SelectiveKernelOptions(), 3, 4, 6, 3);

    private static readonly (string Name, ResNetSettings Settings)[] Table =
    [
        ("skresnet18", Basic(Coarse, 2, 2, 2, 2)),
        ("skresnet34", Basic(Coarse, 3, 4, 6, 3)),
        ("skresnet50", Bottleneck50),
        ("skresnet50d", Bottleneck50 with { Stem = StemKind.Deep, StemWidth = 32, AverageDown = true }),
        ("skresnext50_32x4d", Bottleneck(new() { Divisor = 32, SplitInput = false }, 3, 4, 6, 3) with { Cardinality = 32, BaseWidth = 4 }),
    ];

    public static ModelFamily Family { get; } =
        new("sknet", [.. Table.Select(row => new ModelVariant(row.Name, options => new ResNet(row.Settings, options)))]);

    public static ResNetSettings Basic(SelectiveKernelOptions kernels, params int[] depths) =>
        new() { Bottleneck = false, Depths = depths, Block = (parts, shape) => new SelectiveKernelBasicBlock(parts, shape, kernels) };

    public static ResNetSettings Bottleneck(SelectiveKernelOptions kernels, params int[] depths) =>
        new() { Bottleneck = true, Depths = depths, Block = (parts, shape) => new SelectiveKernelBottleneckBlock(parts, shape, kernels) };
}
