using Foldline.Models.Inceptions;
using Foldline.Models.Xceptions;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Encoders;

/// <summary>Encoders of Inception V4, Inception-ResNet V2 and Xception, padded so that each stage halves the size exactly.</summary>
internal static class InceptionEncoders
{
    private static readonly EncoderLayout V4 = new("features.0-2", "features.3-4", "features.5-8", "features.9-14", "features.15-");

    private static readonly EncoderLayout ResNetV2 = new(
        "conv2d_1a conv2d_2a conv2d_2b",
        "maxpool_3a conv2d_3b conv2d_4a",
        "maxpool_5a mixed_5b repeat",
        "mixed_6a repeat_1",
        "mixed_7a repeat_2 block8 conv2d_7b");

    private static readonly EncoderLayout Xception = new(
        "conv1 bn1 act1 conv2 bn2 act2",
        "block1",
        "block2",
        "block3 block4 block5 block6 block7 block8 block9 block10 block11",
        "block12 conv3 bn3 act3 conv4 bn4");

    public static IEnumerable<EncoderVariant> All { get; } =
    [
        EncoderVariant.Staged("inceptionv4", V4, [64, 192, 384, 1024, 1536], options => Padded(new InceptionV4(options))),
        EncoderVariant.Staged("inceptionresnetv2", ResNetV2, null, options => Padded(new InceptionResNetV2(options))),
        EncoderVariant.Staged("xception", Xception, [64, 128, 256, 728, 2048], options => Padded(new Xception(options))),
    ];

    /// <summary>Pads all 3×3 convolutions and all max poolings by 1.</summary>
    public static void Pad(ImageModel network)
    {
        foreach (var (_, module) in network.Modules())
        {
            if (module is Conv2d { KernelSize: (3, 3) } conv)
                conv.ChangeWalk(conv.Options with { Padding = 1 });
            else if (module is MaxPool2d pool)
                pool.ChangePadding(1);
        }
    }

    private static ImageModel Padded(ImageModel network)
    {
        Pad(network);
        return network;
    }
}
