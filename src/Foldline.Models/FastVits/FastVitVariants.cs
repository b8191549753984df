namespace Foldline.Models.FastVits;

/// <summary>The table of FastViTs, after timm's <c>fastvit.py</c>.</summary>
internal static class FastVitVariants
{
    private static readonly FastVitSettings T8 = new() { Depths = [2, 2, 4, 2], Widths = [48, 96, 192, 384], Expansion = 3 };
    private static readonly FastVitSettings S12 = new() { Depths = [2, 2, 6, 2] };
    private static readonly FastVitSettings Sa12 = S12 with { FirstAttentionStage = 3 };
    private static readonly FastVitSettings Sa36 = Sa12 with { Depths = [6, 6, 18, 6] };
    private static readonly FastVitSettings Clip = Sa12 with { Depths = [2, 6, 10, 2], Expansion = 3, FirstExciteStage = 2, ActivatesLargeKernels = true };
    private static readonly FastVitSettings LargeClip = Sa12 with { ActivatesLargeKernels = true, IsLarge = true };

    private static readonly (string Name, FastVitSettings Settings)[] Table =
    [
        ("fastvit_t8", T8),
        ("fastvit_t12", S12 with { Expansion = 3 }),
        ("fastvit_s12", S12),
        ("fastvit_sa12", Sa12),
        ("fastvit_sa24", Sa12 with { Depths = [4, 4, 12, 4] }),
        ("fastvit_sa36", Sa36),
        ("fastvit_ma36", Sa36 with { Widths = [76, 152, 304, 608] }),
        ("fastvit_mci0", Clip),
        ("fastvit_mci1", Clip with { Depths = [4, 12, 20, 4] }),
        ("fastvit_mci2", Clip with { Depths = [4, 12, 24, 4], Widths = [80, 160, 320, 640] }),
        ("fastvit_mci3", LargeClip with { Depths = [2, 12, 24, 4, 2], Widths = [96, 192, 384, 768, 1536] }),
        ("fastvit_mci4", LargeClip with { Depths = [2, 12, 24, 4, 4], Widths = [128, 256, 512, 1024, 2048] }),
    ];

    public static ModelFamily Family { get; } =
        new("fastvit", [.. Table.Select(row => new ModelVariant(row.Name, options => new FastVit(row.Settings, options)))]);
}
