namespace Foldline.Models.Segmentation.Encoders;

/// <summary>Encoders of RegNet, GENet and MobileNetV3.</summary>
internal static class MobileEncoders
{
    private const string TimmPrefix = "timm-";
    private static readonly EncoderLayout RegNet = new("stem", "s1", "s2", "s3", "s4");
    private static readonly EncoderLayout GeNet = new("stem", "stages.0", "stages.1", "stages.2", "stages.3 stages.4 final_conv");

    private static readonly string[] RegNets =
    [
        "regnetx_002", "regnetx_004", "regnetx_006", "regnetx_008", "regnetx_016", "regnetx_032", "regnetx_040", "regnetx_064", "regnetx_080",
        "regnetx_120", "regnetx_160", "regnetx_320",
        "regnety_002", "regnety_004", "regnety_006", "regnety_008", "regnety_016", "regnety_032", "regnety_040", "regnety_064", "regnety_080",
        "regnety_120", "regnety_160", "regnety_320",
    ];

    private static readonly string[] GeNets = ["gernet_s", "gernet_m", "gernet_l"];

    private static readonly EncoderLayout Large = Mobile("conv_stem bn1 act1 blocks.0", "blocks.1", "blocks.2", "blocks.3-4", "blocks.5-");
    private static readonly EncoderLayout Small = Mobile("conv_stem bn1 act1", "blocks.0", "blocks.1", "blocks.2-3", "blocks.4-");
    private static readonly int[] LargeChannels = [16, 24, 40, 112, 960];
    private static readonly int[] SmallChannels = [16, 16, 24, 48, 576];

    // With TensorFlow's padding, as the name of the model says.
    private static readonly (string Name, double Width)[] MobileNets =
    [
        ("mobilenetv3_large_075", 0.75),
        ("mobilenetv3_large_100", 1),
        ("mobilenetv3_large_minimal_100", 1),
        ("mobilenetv3_small_075", 0.75),
        ("mobilenetv3_small_100", 1),
        ("mobilenetv3_small_minimal_100", 1),
    ];

    public static IEnumerable<EncoderVariant> All { get; } =
    [
        .. RegNets.Select(name => Zoo(name, RegNet)),
        .. GeNets.Select(name => Zoo(name, GeNet)),
        .. MobileNets.Select(row => MobileNet(row.Name, row.Width)),
    ];

    private static EncoderVariant Zoo(string name, EncoderLayout layout) =>
        EncoderVariant.Staged(TimmPrefix + name, layout, null, options => ModelRegistry.Create(name, options));

    private static EncoderVariant MobileNet(string name, double width)
    {
        var isSmall = name.Contains("small", StringComparison.Ordinal);
        var channels = (isSmall ? SmallChannels : LargeChannels).Select(count => (int)Math.Ceiling(count * width / 8) * 8);
        return EncoderVariant.Staged(TimmPrefix + name, isSmall ? Small : Large, channels, options => ModelRegistry.Create($"tf_{name}", options));
    }

    private static EncoderLayout Mobile(params string[] stages) => new(stages) { Name = "model", Kept = ["conv_stem", "bn1", "act1", "blocks"] };
}
