namespace Foldline.Models.Inceptions;

/// <summary>The networks of timm's <c>inception_v3.py</c>, <c>inception_v4.py</c> and <c>inception_resnet_v2.py</c>, one each.</summary>
internal static class InceptionVariants
{
    public static ModelFamily V3 { get; } = new("inception_v3", [new ModelVariant("inception_v3", options => new InceptionV3(options))]);

    public static ModelFamily V4 { get; } = new("inception_v4", [new ModelVariant("inception_v4", options => new InceptionV4(options))]);

    public static ModelFamily ResNetV2 { get; } =
        new("inception_resnet_v2", [new ModelVariant("inception_resnet_v2", options => new InceptionResNetV2(options))]);
}
