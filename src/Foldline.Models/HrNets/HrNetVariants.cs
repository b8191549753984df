namespace Foldline.Models.HrNets;

/// <summary>The table of HRNets, after timm's <c>hrnet.py</c>.</summary>
internal static class HrNetVariants
{
    private static readonly (string Name, HrNetSettings Settings)[] Table =
    [
        ("hrnet_w18_small", new() { Width = 16, Modules = [1, 1, 1], BranchDepth = 2, FirstDepth = 1, FirstPlanes = 32 }),
        ("hrnet_w18_small_v2", new() { Width = 18, Modules = [1, 3, 2], BranchDepth = 2, FirstDepth = 2 }),
        ("hrnet_w18", new() { Width = 18 }),
        ("hrnet_w30", new() { Width = 30 }),
        ("hrnet_w32", new() { Width = 32 }),
        ("hrnet_w40", new() { Width = 40 }),
        ("hrnet_w44", new() { Width = 44 }),
        ("hrnet_w48", new() { Width = 48 }),
        ("hrnet_w64", new() { Width = 64 }),
        ("hrnet_w18_ssld", new() { Width = 18, HeadBias = false }),
        ("hrnet_w48_ssld", new() { Width = 48, HeadBias = false }),
    ];

    public static ModelFamily Family { get; } =
        new("hrnet", [.. Table.Select(row => new ModelVariant(row.Name, options => new HrNet(row.Settings, options)))]);
}
