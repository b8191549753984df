namespace Foldline.Models.EfficientVitMsras;

/// <summary>The table of EfficientViTs of Microsoft, after timm's <c>efficientvit_msra.py</c>.</summary>
internal static class EfficientVitMsraVariants
{
    private static readonly int[] EqualKernels = [5, 5, 5, 5];

    private static readonly (string Name, EfficientVitMsraSettings Settings)[] Table =
    [
        ("efficientvit_m0", new() { Widths = [64, 128, 192], Heads = [4, 4, 4], Kernels = EqualKernels }),
        ("efficientvit_m1", new() { Widths = [128, 144, 192], Heads = [2, 3, 3] }),
        ("efficientvit_m2", new() { Widths = [128, 192, 224], Heads = [4, 3, 2] }),
        ("efficientvit_m3", new() { Widths = [128, 240, 320], Heads = [4, 3, 4], Kernels = EqualKernels }),
        ("efficientvit_m4", new() { Widths = [128, 256, 384], Heads = [4, 4, 4] }),
        ("efficientvit_m5", new() { Widths = [192, 288, 384], Depths = [1, 3, 4], Heads = [3, 3, 4] }),
    ];

    public static ModelFamily Family { get; } =
        new("efficientvit_msra", [.. Table.Select(row => new ModelVariant(row.Name, options => new EfficientVitMsra(row.Settings, options)))]);
}
