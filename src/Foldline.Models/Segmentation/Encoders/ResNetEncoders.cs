using Foldline.Models.ResNets;

namespace Foldline.Models.Segmentation.Encoders;

/// <summary>ResNets with torchvision's names, and timm's relatives of them.</summary>
internal static class ResNetEncoders
{
    private const string TimmPrefix = "timm-";
    private static readonly EncoderLayout Layout = new("conv1 bn1 act1", "maxpool layer1", "layer2", "layer3", "layer4");

    private static readonly (string Name, ResNetSettings Settings)[] Table =
    [
        ("resnet18", Basic(2, 2, 2, 2)),
        ("resnet34", Basic(3, 4, 6, 3)),
        ("resnet50", Bottleneck(3, 4, 6, 3)),
        ("resnet101", Bottleneck(3, 4, 23, 3)),
        ("resnet152", Bottleneck(3, 8, 36, 3)),
        ("resnext50_32x4d", Next(Bottleneck(3, 4, 6, 3), 4)),
        ("resnext101_32x4d", Next(Bottleneck(3, 4, 23, 3), 4)),
        ("resnext101_32x8d", Next(Bottleneck(3, 4, 23, 3), 8)),
        ("resnext101_32x16d", Next(Bottleneck(3, 4, 23, 3), 16)),
        ("resnext101_32x32d", Next(Bottleneck(3, 4, 23, 3), 32)),
        ("resnext101_32x48d", Next(Bottleneck(3, 4, 23, 3), 48)),
    ];

    private static readonly string[] ZooNames =
    [
        "resnest14d", "resnest26d", "resnest50d", "resnest101e", "resnest200e", "resnest269e", "resnest50d_4s2x40d", "resnest50d_1s4x24d",
        "res2net50_26w_4s", "res2net101_26w_4s", "res2net50_26w_6s", "res2net50_26w_8s", "res2net50_48w_2s", "res2net50_14w_8s", "res2next50",
    ];

    // Not timm's own selective kernels: fewer channels decide between them, and all split the input.
    private static readonly (string Name, ResNetSettings Settings)[] SelectiveTable =
    [
        ("timm-skresnet18", SkNets.SkNetVariants.Basic(new() { Ratio = 1.0 / 8 }, 2, 2, 2, 2)),
        ("timm-skresnet34", SkNets.SkNetVariants.Basic(new() { Ratio = 1.0 / 8 }, 3, 4, 6, 3)),
        ("timm-skresnext50_32x4d", Next(SkNets.SkNetVariants.Bottleneck(new(), 3, 4, 6, 3), 4)),
    ];

    public static IEnumerable<EncoderVariant> All { get; } =
    [
        .. Table.Concat(SelectiveTable).Select(row =>
            EncoderVariant.Staged(row.Name, Layout, null, options => new ResNet(row.Settings, options), new ModelOptions { ZeroInitLast = false })),
        .. ZooNames.Select(name => EncoderVariant.Staged(TimmPrefix + name, Layout, null, options => ModelRegistry.Create(name, options))),
    ];

    private static ResNetSettings Basic(params int[] depths) => new() { Bottleneck = false, Depths = depths };

    private static ResNetSettings Bottleneck(params int[] depths) => new() { Bottleneck = true, Depths = depths };

    private static ResNetSettings Next(ResNetSettings settings, int width) => settings with { Cardinality = 32, BaseWidth = width };
}
