namespace Foldline.Models.Dlas;

/// <summary>The table of networks of deep layer aggregation, after timm's <c>dla.py</c>.</summary>
internal static class DlaVariants
{
    private static readonly int[] Compact = [16, 32, 64, 64, 128, 256];
    private static readonly int[] Basic = [16, 32, 64, 128, 256, 512];
    private static readonly int[] Wide = [16, 32, 128, 256, 512, 1024];
    private static readonly int[] Levels34 = [1, 1, 1, 2, 2, 1];
    private static readonly int[] Levels60 = [1, 1, 1, 2, 3, 1];
    private static readonly int[] Levels102 = [1, 1, 1, 3, 4, 1];
    private static readonly int[] Levels169 = [1, 1, 2, 3, 5, 1];

    private static readonly (string Name, DlaSettings Settings)[] Table =
    [
        ("dla34", new() { Levels = Levels34, Channels = Basic, Block = DlaBlockKind.Basic }),
        ("dla46_c", new() { Levels = Levels34, Channels = Compact }),
        ("dla46x_c", new() { Levels = Levels34, Channels = Compact, Cardinality = 32, BaseWidth = 4 }),
        ("dla60x_c", new() { Levels = Levels60, Channels = Compact, Cardinality = 32, BaseWidth = 4 }),
        ("dla60", new() { Levels = Levels60, Channels = Wide }),
        ("dla60x", new() { Levels = Levels60, Channels = Wide, Cardinality = 32, BaseWidth = 4 }),
        ("dla60_res2net", new() { Levels = Levels60, Channels = Wide, Block = DlaBlockKind.Scales, BaseWidth = 28 }),
        ("dla60_res2next", new() { Levels = Levels60, Channels = Wide, Block = DlaBlockKind.Scales, Cardinality = 8, BaseWidth = 4 }),
        ("dla102", new() { Levels = Levels102, Channels = Wide, ResidualRoot = true }),
        ("dla102x", new() { Levels = Levels102, Channels = Wide, ResidualRoot = true, Cardinality = 32, BaseWidth = 4 }),
        ("dla102x2", new() { Levels = Levels102, Channels = Wide, ResidualRoot = true, Cardinality = 64, BaseWidth = 4 }),
        ("dla169", new() { Levels = Levels169, Channels = Wide, ResidualRoot = true }),
    ];

    public static ModelFamily Family { get; } =
        new("dla", [.. Table.Select(row => new ModelVariant(row.Name, options => new Dla(row.Settings, options)))]);
}
