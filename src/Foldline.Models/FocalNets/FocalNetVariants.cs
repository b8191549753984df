namespace Foldline.Models.FocalNets;

/// <summary>The table of FocalNets, after timm's <c>focalnet.py</c>.</summary>
internal static class FocalNetVariants
{
    private static readonly FocalNetSettings Small = new() { Width = 96 };
    private static readonly FocalNetSettings Tiny = Small with { Depths = [2, 2, 6, 2] };
    private static readonly FocalNetSettings Large = new() { Width = 192, IsLarge = true };
    private static readonly FocalNetSettings ExtraLarge = Large with { Width = 256 };
    private static readonly FocalNetSettings Huge = Large with { Width = 352, NormsModulation = true };

    private static readonly (string Name, FocalNetSettings Settings)[] Table =
    [
        ("focalnet_tiny_srf", Tiny),
        ("focalnet_small_srf", Small),
        ("focalnet_base_srf", Small with { Width = 128 }),
        ("focalnet_tiny_lrf", Tiny with { Levels = 3 }),
        ("focalnet_small_lrf", Small with { Levels = 3 }),
        ("focalnet_base_lrf", Small with { Width = 128, Levels = 3 }),
        ("focalnet_large_fl3", Large with { Levels = 3, Window = 5 }),
        ("focalnet_large_fl4", Large with { Levels = 4 }),
        ("focalnet_xlarge_fl3", ExtraLarge with { Levels = 3, Window = 5 }),
        ("focalnet_xlarge_fl4", ExtraLarge with { Levels = 4 }),
        ("focalnet_huge_fl3", Huge with { Levels = 3 }),
        ("focalnet_huge_fl4", Huge with { Levels = 4 }),
    ];

    public static ModelFamily Family { get; } =
        new("focalnet", [.. Table.Select(row => new ModelVariant(row.Name, options => new FocalNet(row.Settings, options)))]);
}
