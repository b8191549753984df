using Foldline.Models.Layers;

namespace Foldline.Models.MobileVits;

/// <summary>The table of MobileViTs, after timm's <c>mobilevit.py</c>.</summary>
internal static class MobileVitVariants
{
    private static readonly int[] SecondWidths = [64, 128, 256, 384, 512];

    private static readonly (string Name, MobileVitSettings Settings)[] Table =
    [
        ("mobilevit_xxs", new() { Stem = 16, Widths = [16, 24, 48, 64, 80], TransformerWidths = [64, 80, 96], Expansion = 2, Features = 320 }),
        ("mobilevit_xs", new() { Stem = 16, Widths = [32, 48, 64, 80, 96], TransformerWidths = [96, 120, 144], Features = 384 }),
        ("mobilevit_s", new() { Stem = 16, Widths = [32, 64, 96, 128, 160], TransformerWidths = [144, 192, 240], Features = 640 }),
        ("mobilevitv2_050", Second(0.5)),
        ("mobilevitv2_075", Second(0.75)),
        ("mobilevitv2_100", Second(1)),
        ("mobilevitv2_125", Second(1.25)),
        ("mobilevitv2_150", Second(1.5)),
        ("mobilevitv2_175", Second(1.75)),
        ("mobilevitv2_200", Second(2)),
    ];

    public static ModelFamily Family { get; } =
        new("mobilevit", [.. Table.Select(row => new ModelVariant(row.Name, options => new MobileVit(row.Settings, options)))]);

    /// <summary>The second version at a width; its transformers have half of the stages' channels.</summary>
    private static MobileVitSettings Second(double width)
    {
        int[] widths = [.. SecondWidths.Select(channels => Channels.MakeDivisible((int)(channels * width)))];
        return new MobileVitSettings
        {
            Stem = (int)(32 * width),
            Widths = widths,
            TransformerWidths = [.. widths[2..].Select(channels => Channels.MakeDivisible(0.5 * channels))],
            SecondDepth = 2,
            Expansion = 2,
            IsSecondVersion = true,
        };
    }
}
