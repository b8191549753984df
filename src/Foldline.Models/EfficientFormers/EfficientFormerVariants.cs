namespace Foldline.Models.EfficientFormers;

/// <summary>The table of EfficientFormers, after timm's <c>efficientformer.py</c>.</summary>
internal static class EfficientFormerVariants
{
    private static readonly (string Name, EfficientFormerSettings Settings)[] Table =
    [
        ("efficientformer_l1", new([48, 96, 224, 448], [3, 2, 6, 4], 1)),
        ("efficientformer_l3", new([64, 128, 320, 512], [4, 4, 12, 6], 4)),
        ("efficientformer_l7", new([96, 192, 384, 768], [6, 6, 18, 8], 8)),
    ];

    public static ModelFamily Family { get; } =
        new("efficientformer", [.. Table.Select(row => new ModelVariant(row.Name, options => new EfficientFormer(row.Settings, options)))]);
}
