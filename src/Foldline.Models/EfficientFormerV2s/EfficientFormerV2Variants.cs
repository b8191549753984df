namespace Foldline.Models.EfficientFormerV2s;

/// <summary>The table of EfficientFormersV2, after timm's <c>efficientformer_v2.py</c>.</summary>
internal static class EfficientFormerV2Variants
{
    private static readonly (string Name, EfficientFormerV2Settings Settings)[] Table =
    [
        ("efficientformerv2_s0", new([32, 48, 96, 176], [[4, 4], [4, 4], [4, 3, 3, 3, 4, 4], [4, 3, 3, 4]], 2)),
        ("efficientformerv2_s1", new([32, 48, 120, 224], [[4, 4, 4], [4, 4, 4], [4, 4, 3, 3, 3, 3, 4, 4, 4], [4, 4, 3, 3, 4, 4]], 2)),
        ("efficientformerv2_s2", new(
            [32, 64, 144, 288],
            [[4, 4, 4, 4], [4, 4, 4, 4], [4, 4, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4], [4, 4, 3, 3, 3, 3, 4, 4]],
            4)),
        ("efficientformerv2_l", new(
            [40, 80, 192, 384],
            [[4, 4, 4, 4, 4], [4, 4, 4, 4, 4], [4, 4, 4, 4, 3, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4], [4, 4, 4, 3, 3, 3, 3, 4, 4, 4]],
            6)),
    ];

    public static ModelFamily Family { get; } =
        new("efficientformer_v2", [.. Table.Select(row => new ModelVariant(row.Name, options => new EfficientFormerV2(row.Settings, options)))]);
}
