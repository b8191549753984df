namespace Foldline.Models.RexNets;

/// <summary>The table of ReXNets, after timm's <c>rexnet.py</c>; the second kind has channels that are multiples of 8 or 16.</summary>
internal static class RexNetVariants
{
    private static readonly (string Name, double Width, int Divisor)[] Table =
    [
        ("rexnet_100", 1.0, 1),
        ("rexnet_130", 1.3, 1),
        ("rexnet_150", 1.5, 1),
        ("rexnet_200", 2.0, 1),
        ("rexnet_300", 3.0, 1),
        ("rexnetr_100", 1.0, 8),
        ("rexnetr_130", 1.3, 8),
        ("rexnetr_150", 1.5, 8),
        ("rexnetr_200", 2.0, 8),
        ("rexnetr_300", 3.0, 16),
    ];

    public static ModelFamily Family { get; } =
        new("rexnet", [.. Table.Select(row => new ModelVariant(row.Name, options => new RexNet(row.Width, row.Divisor, options)))]);
}
