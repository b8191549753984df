namespace Foldline.Models.MlpMixers;

/// <summary>The table of mixers, after timm's <c>mlp_mixer.py</c>.</summary>
internal static class MlpMixerVariants
{
    private static readonly MlpMixerSettings Small = new() { Width = 512, Depth = 8 };
    private static readonly MlpMixerSettings Base = new() { Width = 768, Depth = 12 };
    private static readonly MlpMixerSettings Large = new() { Width = 1024, Depth = 24 };

    private static readonly (string Name, MlpMixerSettings Settings)[] Table =
    [
        ("mixer_s32_224", Small with { PatchSize = 32 }),
        ("mixer_s16_224", Small),
        ("mixer_b32_224", Base with { PatchSize = 32 }),
        ("mixer_b16_224", Base),
        ("mixer_l32_224", Large with { PatchSize = 32 }),
        ("mixer_l16_224", Large),
        ("gmixer_12_224", Gated(12)),
        ("gmixer_24_224", Gated(24)),
        ("resmlp_12_224", Residual(384, 12, 1e-4)),
        ("resmlp_24_224", Residual(384, 24, 1e-5)),
        ("resmlp_36_224", Residual(384, 36, 1e-6)),
        ("resmlp_big_24_224", Residual(768, 24, 1e-6) with { PatchSize = 8 }),
        ("gmlp_ti16_224", SpatialGate(128)),
        ("gmlp_s16_224", SpatialGate(256)),
        ("gmlp_b16_224", SpatialGate(512)),
    ];

    public static ModelFamily Family { get; } =
        new("mlp_mixer", [.. Table.Select(row => new ModelVariant(row.Name, options => new MlpMixer(row.Settings, options)))]);

    private static MlpMixerSettings Gated(int depth) => new() { Width = 384, Depth = depth, TokenRatio = 1, Block = MixerBlockKind.Gated };

    private static MlpMixerSettings Residual(int width, int depth, double scale) =>
        new() { Width = width, Depth = depth, LayerScale = scale, Block = MixerBlockKind.Residual };

    private static MlpMixerSettings SpatialGate(int width) => new() { Width = width, Depth = 30, ChannelRatio = 6, Block = MixerBlockKind.SpatialGate };
}
