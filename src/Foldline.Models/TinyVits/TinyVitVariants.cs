namespace Foldline.Models.TinyVits;

/// <summary>The table of TinyViTs, after timm's <c>tiny_vit.py</c>.</summary>
internal static class TinyVitVariants
{
    private static readonly TinyVitSettings M21 = new([96, 192, 384, 576]);

    private static readonly (string Name, TinyVitSettings Settings)[] Table =
    [
        ("tiny_vit_5m_224", new([64, 128, 160, 320])),
        ("tiny_vit_11m_224", new([64, 128, 256, 448])),
        ("tiny_vit_21m_224", M21),
        ("tiny_vit_21m_384", M21 with { WindowUnit = 12 }),
        ("tiny_vit_21m_512", M21 with { WindowUnit = 16 }),
    ];

    public static ModelFamily Family { get; } =
        new("tiny_vit", [.. Table.Select(row => new ModelVariant(row.Name, options => new TinyVit(row.Settings, options)))]);
}
