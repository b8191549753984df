namespace Foldline.Models.MvitV2s;

/// <summary>The table of MViTv2, after timm's <c>mvitv2.py</c>.</summary>
internal static class MvitV2Variants
{
    private static readonly MvitV2Settings Small = new() { Depths = [1, 2, 11, 2] };
    private static readonly MvitV2Settings Base = new() { Depths = [2, 3, 16, 3] };
    private static readonly MvitV2Settings Large = new() { Depths = [2, 6, 36, 4], Width = 144, Heads = 2 };

    private static readonly (string Name, MvitV2Settings Settings)[] Table =
    [
        ("mvitv2_tiny", new() { Depths = [1, 2, 5, 2] }),
        ("mvitv2_small", Small),
        ("mvitv2_base", Base),
        ("mvitv2_large", Large with { ExpandsInAttention = false }),
        ("mvitv2_small_cls", Small with { HasClassToken = true }),
        ("mvitv2_base_cls", Base with { HasClassToken = true }),
        ("mvitv2_large_cls", Large with { HasClassToken = true }),
        ("mvitv2_huge_cls", new() { Depths = [4, 8, 60, 8], Width = 192, Heads = 3, HasClassToken = true }),
    ];

    public static ModelFamily Family { get; } = new("mvitv2", [.. Table.Select(row => new ModelVariant(row.Name, options => new MvitV2(row.Settings, options)))]);
}
