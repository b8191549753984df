namespace Foldline.Models.Xcits;

/// <summary>The table of XCiTs, after timm's <c>xcit.py</c>: every width with patches of 16 and 8 pixels, for images of 224 and 384.</summary>
internal static class XcitVariants
{
    private static readonly (string Name, XcitSettings Settings)[] Table =
    [
        ("nano_12", new() { Width = 128, Depth = 12, Heads = 4, LayerScale = 1, NormsAllTokens = false }),
        ("tiny_12", new() { Width = 192, Depth = 12, Heads = 4, LayerScale = 1 }),
        ("small_12", new() { Width = 384, Depth = 12, Heads = 8, LayerScale = 1 }),
        ("tiny_24", new() { Width = 192, Depth = 24, Heads = 4 }),
        ("small_24", new() { Width = 384, Depth = 24, Heads = 8 }),
        ("medium_24", new() { Width = 512, Depth = 24, Heads = 8 }),
        ("large_24", new() { Width = 768, Depth = 24, Heads = 16 }),
    ];

    public static ModelFamily Family { get; } = new("xcit", [.. Table.SelectMany(row => Sizes(row.Name, row.Settings))]);

    private static IEnumerable<ModelVariant> Sizes(string name, XcitSettings settings) =>
        from patch in (int[])[16, 8]
        from image in (int[])[224, 384]
        select new ModelVariant($"xcit_{name}_p{patch}_{image}", options => new Xcit(settings with { PatchSize = patch, ImageSize = image }, options));
}
