using Foldline.Torch.Nn;

namespace Foldline.Models.Dpns;

/// <summary>The table of dual path networks, after timm's <c>dpn.py</c>.</summary>
internal static class DpnVariants
{
    private static readonly DpnSettings Dpn68 =
        new() { Depths = [3, 4, 12, 3], Increments = [16, 32, 32, 64], Width = 128, StemWidth = 10, Small = true };

    private static readonly (string Name, DpnSettings Settings)[] Table =
    [
        ("dpn48b", Dpn68 with { Depths = [3, 4, 6, 3], SeparateEnds = true, Activation = ActivationKind.Silu }),
        ("dpn68", Dpn68),
        ("dpn68b", Dpn68 with { SeparateEnds = true }),
        ("dpn92", new() { Depths = [3, 4, 20, 3], Increments = [16, 32, 24, 128], Width = 96, StemWidth = 64 }),
        ("dpn98", new() { Depths = [3, 6, 20, 3], Increments = [16, 32, 32, 128], Width = 160, Groups = 40, StemWidth = 96 }),
        ("dpn131", new() { Depths = [4, 8, 28, 3], Increments = [16, 32, 32, 128], Width = 160, Groups = 40, StemWidth = 128 }),
        ("dpn107", new() { Depths = [4, 8, 20, 3], Increments = [20, 64, 64, 128], Width = 200, Groups = 50, StemWidth = 128 }),
    ];

    public static ModelFamily Family { get; } =
        new("dpn", [.. Table.Select(row => new ModelVariant(row.Name, options => new Dpn(row.Settings, options)))]);
}
