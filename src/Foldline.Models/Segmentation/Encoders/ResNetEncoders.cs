using Foldline.Models.ResNets;

namespace Foldline.Models.Segmentation.Encoders;

/// <summary>ResNets with torchvision's names.</summary>
internal static class ResNetEncoders
{
    private static readonly EncoderLayout Layout = new("conv1 bn1 act1", "maxpool layer1", "layer2", "layer3", "layer4");
    private static readonly int[] BasicChannels = [64, 64, 128, 256, 512];
    private static readonly int[] BottleneckChannels = [64, 256, 512, 1024, 2048];

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

    public static IEnumerable<EncoderVariant> All { get; } = Table.Select(row => new EncoderVariant(row.Name, options => Build(row.Settings, options)));

    private static StagedEncoder Build(ResNetSettings settings, EncoderOptions options)
    {
        var network = new ResNet(settings, new ModelOptions { NumClasses = 0, InChannels = options.InChannels, ZeroInitLast = false });
        return new StagedEncoder(network, Layout, settings.Bottleneck ? BottleneckChannels : BasicChannels, options);
    }

    private static ResNetSettings Basic(params int[] depths) => new() { Bottleneck = false, Depths = depths };

    private static ResNetSettings Bottleneck(params int[] depths) => new() { Bottleneck = true, Depths = depths };

    private static ResNetSettings Next(ResNetSettings settings, int width) => settings with { Cardinality = 32, BaseWidth = width };
}
