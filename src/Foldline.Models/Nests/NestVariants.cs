namespace Foldline.Models.Nests;

/// <summary>The table of NesTs, after timm's <c>nest.py</c>.</summary>
internal static class NestVariants
{
    private static readonly NestSettings Base = new([128, 256, 512], [2, 2, 20]);
    private static readonly NestSettings Small = new([96, 192, 384], [2, 2, 20]);
    private static readonly NestSettings Tiny = Small with { Depths = [2, 2, 8] };

    private static readonly (string Name, NestSettings Settings)[] Table =
    [
        ("nest_base", Base),
        ("nest_small", Small),
        ("nest_tiny", Tiny),
        ("nest_base_jx", Base with { SamePadding = true }),
        ("nest_small_jx", Small with { SamePadding = true }),
        ("nest_tiny_jx", Tiny with { SamePadding = true }),
    ];

    public static ModelFamily Family { get; } =
        new("nest", [.. Table.Select(row => new ModelVariant(row.Name, options => new Nest(row.Settings, options)))]);
}
