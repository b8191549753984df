namespace Foldline.Models.MetaFormers;

/// <summary>The table of MetaFormers, after timm's <c>metaformer.py</c>.</summary>
internal static class MetaFormerVariants
{
    private static readonly MetaFormerSettings Pool12 = new() { Depths = [2, 2, 6, 2], Widths = [64, 128, 320, 512] };
    private static readonly MetaFormerSettings Pool24 = Pool12 with { Depths = [4, 4, 12, 4] };
    private static readonly MetaFormerSettings Pool36 = Pool12 with { Depths = [6, 6, 18, 6] };
    private static readonly MetaFormerSettings PoolM36 = Pool36 with { Widths = [96, 192, 384, 768] };
    private static readonly MetaFormerSettings PoolM48 = PoolM36 with { Depths = [8, 8, 24, 8] };
    private static readonly MetaFormerSettings S18 = Pool12 with { Depths = [3, 3, 9, 3], HasMlpHead = true };
    private static readonly MetaFormerSettings S36 = S18 with { Depths = [3, 12, 18, 3] };
    private static readonly MetaFormerSettings M36 = S36 with { Widths = [96, 192, 384, 576] };
    private static readonly MetaFormerSettings B36 = S36 with { Widths = [128, 256, 512, 768] };

    private static readonly (string Name, MetaFormerSettings Settings)[] Table =
    [
        ("poolformer_s12", First(Pool12, 1e-5)),
        ("poolformer_s24", First(Pool24, 1e-5)),
        ("poolformer_s36", First(Pool36, 1e-6)),
        ("poolformer_m36", First(PoolM36, 1e-6)),
        ("poolformer_m48", First(PoolM48, 1e-6)),
        ("poolformerv2_s12", Pool12),
        ("poolformerv2_s24", Pool24),
        ("poolformerv2_s36", Pool36),
        ("poolformerv2_m36", PoolM36),
        ("poolformerv2_m48", PoolM48),
        ("convformer_s18", Mixing(S18, TokenMixerKind.Convolution)),
        ("convformer_s36", Mixing(S36, TokenMixerKind.Convolution)),
        ("convformer_m36", Mixing(M36, TokenMixerKind.Convolution)),
        ("convformer_b36", Mixing(B36, TokenMixerKind.Convolution)),
        ("caformer_s18", Mixing(S18, TokenMixerKind.Attention)),
        ("caformer_s36", Mixing(S36, TokenMixerKind.Attention)),
        ("caformer_m36", Mixing(M36, TokenMixerKind.Attention)),
        ("caformer_b36", Mixing(B36, TokenMixerKind.Attention)),
    ];

    public static ModelFamily Family { get; } =
        new("metaformer", [.. Table.Select(row => new ModelVariant(row.Name, options => new MetaFormer(row.Settings, options)))]);

    private static MetaFormerSettings First(MetaFormerSettings settings, double layerScale) => settings with { IsFirstVersion = true, LayerScale = layerScale };

    /// <summary>Convolutions in the first two stages, a mixer in the last two.</summary>
    private static MetaFormerSettings Mixing(MetaFormerSettings settings, TokenMixerKind last) => settings with { Mixers = (TokenMixerKind.Convolution, last) };
}
