using Foldline.Models.EfficientNets;

namespace Foldline.Models.Segmentation.Encoders;

/// <summary>EfficientNets with timm's names (symmetric padding, whatever weights they are for).</summary>
internal static class EfficientNetEncoders
{
    private const double DropPathRate = 0.2;

    private static readonly EncoderLayout Layout = new("conv_stem bn1 act1", "blocks.0-1", "blocks.2", "blocks.3-4", "blocks.5-");

    // Output of the stages in the definition, by their numbers.
    private static readonly int[] Ends = [1, 2, 4, 6];

    private static readonly (string Name, EfficientNetSettings Settings)[] Table =
    [
        ("timm-efficientnet-b0", Scaled(MobileStages.B, 1.0, 1.0)),
        ("timm-efficientnet-b1", Scaled(MobileStages.B, 1.0, 1.1)),
        ("timm-efficientnet-b2", Scaled(MobileStages.B, 1.1, 1.2)),
        ("timm-efficientnet-b3", Scaled(MobileStages.B, 1.2, 1.4)),
        ("timm-efficientnet-b4", Scaled(MobileStages.B, 1.4, 1.8)),
        ("timm-efficientnet-b5", Scaled(MobileStages.B, 1.6, 2.2)),
        ("timm-efficientnet-b6", Scaled(MobileStages.B, 1.8, 2.6)),
        ("timm-efficientnet-b7", Scaled(MobileStages.B, 2.0, 3.1)),
        ("timm-efficientnet-b8", Scaled(MobileStages.B, 2.2, 3.6)),
        ("timm-efficientnet-l2", Scaled(MobileStages.B, 4.3, 5.3)),
        ("timm-tf_efficientnet_lite0", Scaled(MobileStages.Lite, 1.0, 1.0)),
        ("timm-tf_efficientnet_lite1", Scaled(MobileStages.Lite, 1.0, 1.1)),
        ("timm-tf_efficientnet_lite2", Scaled(MobileStages.Lite, 1.1, 1.2)),
        ("timm-tf_efficientnet_lite3", Scaled(MobileStages.Lite, 1.2, 1.4)),
        ("timm-tf_efficientnet_lite4", Scaled(MobileStages.Lite, 1.4, 1.8)),
    ];

    public static IEnumerable<EncoderVariant> All { get; } = Table.Select(row => EncoderVariant.Staged(
        row.Name,
        Layout,
        Channels(row.Settings),
        options => new EfficientNet(row.Settings, options),
        new ModelOptions { DropPathRate = DropPathRate }));

    private static IEnumerable<int> Channels(EfficientNetSettings settings) =>
    [
        settings.KeepStemWidth ? settings.StemWidth : settings.Scale(settings.StemWidth),
        .. Ends.Select(stage => settings.Scale(BlockDefinition.Parse(settings.Stages[stage]).Channels)),
    ];

    private static EfficientNetSettings Scaled(EfficientNetSettings settings, double width, double depth) =>
        settings with { Width = width, Depth = [depth] };
}
