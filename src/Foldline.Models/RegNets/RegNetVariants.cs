using Foldline.Models.Layers;
using Foldline.Torch.Nn;

namespace Foldline.Models.RegNets;

/// <summary>The table of RegNets, after timm's <c>regnet.py</c>. Numbers: depth, initial width, slope, multiplier, group size.</summary>
internal static class RegNetVariants
{
    private static readonly (string Name, RegNetSettings Settings)[] Table =
    [
        ("regnetx_002", X(13, 24, 36.44, 2.49, 8)),
        ("regnetx_004", X(22, 24, 24.48, 2.54, 16)),
        ("regnetx_004_tv", X(22, 24, 24.48, 2.54, 16) with { GroupRoundLimit = 0.9 }),
        ("regnetx_006", X(16, 48, 36.97, 2.24, 24)),
        ("regnetx_008", X(16, 56, 35.73, 2.28, 16)),
        ("regnetx_016", X(18, 80, 34.01, 2.25, 24)),
        ("regnetx_032", X(25, 88, 26.31, 2.25, 48)),
        ("regnetx_040", X(23, 96, 38.65, 2.43, 40)),
        ("regnetx_064", X(17, 184, 60.83, 2.07, 56)),
        ("regnetx_080", X(23, 80, 49.56, 2.88, 120)),
        ("regnetx_120", X(19, 168, 73.36, 2.37, 112)),
        ("regnetx_160", X(22, 216, 55.59, 2.1, 128)),
        ("regnetx_320", X(23, 320, 69.86, 2.0, 168)),
        ("regnety_002", Y(13, 24, 36.44, 2.49, 8)),
        ("regnety_004", Y(16, 48, 27.89, 2.09, 8)),
        ("regnety_006", Y(15, 48, 32.54, 2.32, 16)),
        ("regnety_008", Y(14, 56, 38.84, 2.4, 16)),
        ("regnety_008_tv", Y(14, 56, 38.84, 2.4, 16) with { GroupRoundLimit = 0.9 }),
        ("regnety_016", Y(27, 48, 20.71, 2.65, 24)),
        ("regnety_032", Y(21, 80, 42.63, 2.66, 24)),
        ("regnety_040", Y(22, 96, 31.41, 2.24, 64)),
        ("regnety_064", Y(25, 112, 33.22, 2.27, 72)),
        ("regnety_080", Y(17, 192, 76.82, 2.19, 56)),
        ("regnety_080_tv", Y(17, 192, 76.82, 2.19, 56) with { GroupRoundLimit = 0.9 }),
        ("regnety_120", Y(19, 168, 73.36, 2.37, 112)),
        ("regnety_160", Y(18, 200, 106.23, 2.48, 112)),
        ("regnety_320", Y(20, 232, 115.89, 2.53, 232)),
        ("regnety_640", Y(20, 352, 147.48, 2.4, 328)),
        ("regnety_1280", Y(27, 456, 160.83, 2.52, 264)),
        ("regnety_2560", Y(27, 640, 230.83, 2.53, 373)),
        ("regnety_040_sgn", Y(22, 96, 31.41, 2.24, 64) with { Norm = new(NormActKind.GroupNorm, ActivationKind.Silu, 16) }),
        ("regnetv_040", V(Y(22, 96, 31.41, 2.24, 64))),
        ("regnetv_064", V(Y(25, 112, 33.22, 2.27, 72)) with { Shortcut = RegNetShortcut.Average }),
        ("regnetz_005", Z(21, 16, 10.7, 2.51, 4) with { Features = 1024 }),
        ("regnetz_040", Z(28, 48, 14.5, 2.226, 8)),
        ("regnetz_040_h", Z(28, 48, 14.5, 2.226, 8) with { Features = 1536 }),
    ];

    public static ModelFamily Family { get; } =
        new("regnet", [.. Table.Select(row => new ModelVariant(row.Name, options => new RegNet(row.Settings, options)))]);

    private static RegNetSettings X(int depth, int width, double slope, double multiplier, int groupSize) => new()
    {
        Depth = depth,
        InitialWidth = width,
        WidthSlope = slope,
        WidthMultiplier = multiplier,
        GroupSize = groupSize,
    };

    /// <summary>With squeeze-and-excitation.</summary>
    private static RegNetSettings Y(int depth, int width, double slope, double multiplier, int groupSize) =>
        X(depth, width, slope, multiplier, groupSize) with { SqueezeRatio = 0.25 };

    /// <summary>Blocks that widen instead of narrowing, end without activation, and have no shortcut where the shape changes.</summary>
    private static RegNetSettings Z(int depth, int width, double slope, double multiplier, int groupSize) =>
        Y(depth, width, slope, multiplier, groupSize) with
        {
            BottleRatio = 4,
            Shortcut = RegNetShortcut.None,
            LinearOut = true,
            Norm = new(Activation: ActivationKind.Silu),
        };

    /// <summary>Norms first.</summary>
    private static RegNetSettings V(RegNetSettings settings) => settings with { PreActivation = true, Norm = new(Activation: ActivationKind.Silu) };
}
