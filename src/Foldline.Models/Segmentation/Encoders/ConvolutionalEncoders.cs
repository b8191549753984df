using Foldline.Models.DenseNets;
using Foldline.Models.SeNets;
using Foldline.Models.Vggs;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Encoders;

/// <summary>Encoders of VGG, DenseNet and the original SENets.</summary>
internal static class ConvolutionalEncoders
{
    private static readonly EncoderLayout SeNetLayout = new("layer0", "pool0 layer1", "layer2", "layer3", "layer4");

    // A stage ends within the transition, before it shrinks.
    private static readonly EncoderLayout DenseNetLayout = new(
        "features.conv0 features.norm0",
        "features.pool0 features.denseblock1 features.transition1.norm",
        "features.transition1.conv features.transition1.pool features.denseblock2 features.transition2.norm",
        "features.transition2.conv features.transition2.pool features.denseblock3 features.transition3.norm",
        "features.transition3.conv features.transition3.pool features.denseblock4 features.norm5");

    private static readonly (string Name, string Model)[] SeNets =
    [
        ("senet154", "legacy_senet154"),
        ("se_resnet50", "legacy_seresnet50"),
        ("se_resnet101", "legacy_seresnet101"),
        ("se_resnet152", "legacy_seresnet152"),
        ("se_resnext50_32x4d", "legacy_seresnext50_32x4d"),
        ("se_resnext101_32x4d", "legacy_seresnext101_32x4d"),
    ];

    private static readonly (string Name, DenseNetSettings Settings)[] DenseNets =
    [
        ("densenet121", new() { Depths = [6, 12, 24, 16] }),
        ("densenet169", new() { Depths = [6, 12, 32, 32] }),
        ("densenet201", new() { Depths = [6, 12, 48, 32] }),
        ("densenet161", new() { Depths = [6, 12, 36, 24], GrowthRate = 48 }),
    ];

    private static readonly (string Name, int[] Depths)[] Vggs =
    [
        ("vgg11", [1, 1, 2, 2, 2]),
        ("vgg13", [2, 2, 2, 2, 2]),
        ("vgg16", [2, 2, 3, 3, 3]),
        ("vgg19", [2, 2, 4, 4, 4]),
    ];

    public static IEnumerable<EncoderVariant> All { get; } =
    [
        .. SeNets.Select(row => EncoderVariant.Staged(row.Name, SeNetLayout, null, options => ModelRegistry.Create(row.Model, options))),
        .. DenseNets.Select(row => EncoderVariant.Staged(row.Name, DenseNetLayout, null, options => WithoutLastRelu(new DenseNet(row.Settings, options)))),
        .. Vggs.SelectMany(row => new[] { Vgg(row.Name, new VggSettings(row.Depths)), Vgg($"{row.Name}_bn", new VggSettings(row.Depths, Norm: true)) }),
    ];

    /// <summary>torchvision applies the last ReLU outside of the features.</summary>
    private static DenseNet WithoutLastRelu(DenseNet network)
    {
        var features = (Sequential)network.Children.First(child => child.Key == "features").Value;
        features.Replace(features.Count - 1, new BatchNorm2d(network.NumFeatures));
        return network;
    }

    /// <summary>Stages begin with the pooling; the last is the pooling alone.</summary>
    private static EncoderVariant Vgg(string name, VggSettings settings)
    {
        var stages = new List<string>();
        var start = 0;
        for (var i = 0; i < settings.Depths.Length; i++)
        {
            var layers = settings.Depths[i] * (settings.Norm ? 3 : 2);
            var end = start + layers - (i == 0 ? 1 : 0);
            stages.Add($"features.{start}-{end}");
            start = end + 1;
        }

        stages.Add($"features.{start}");
        var layout = new EncoderLayout([.. stages]) { Kept = ["features"], StartsWithMap = true, EndsInPooling = true };
        return EncoderVariant.Staged(name, layout, null, options => new Vgg(settings, options));
    }
}
