using Foldline.Torch.Nn;

namespace Foldline.Models.MaxxVits;

/// <summary>The table of networks of convolutions and attention, after timm's <c>maxxvit.py</c>.</summary>
internal static class MaxxVitVariants
{
    private static readonly MaxxVitSettings Coat0 = new() { Widths = [96, 192, 384, 768], Depths = [2, 3, 5, 2], Stem = (64, 64), HeadHidden = 768 };
    private static readonly MaxxVitSettings CoatNano = new() { Widths = [64, 128, 256, 512], Depths = [3, 4, 6, 3], Stem = (32, 64) };
    private static readonly MaxxVitSettings CoatRw0 = new() { Widths = [96, 192, 384, 768], Depths = [2, 3, 7, 2], Stem = (32, 64) };
    private static readonly MaxxVitSettings CoatRw1 = CoatRw0 with { Depths = [2, 6, 14, 2] };
    private static readonly MaxxVitSettings CoatRw2 = CoatRw1 with { Widths = [128, 256, 512, 1024], Stem = (64, 128) };
    private static readonly MaxxVitSettings CoatRw3 = CoatRw1 with { Widths = [192, 384, 768, 1536], Stem = (96, 192) };

    private static readonly MaxxVitSettings MaxNano = All(MaxxBlockKind.MultiAxis, CoatNano with { Depths = [1, 2, 3, 1] });
    private static readonly MaxxVitSettings MaxTiny = MaxNano with { Depths = [2, 2, 5, 2] };
    private static readonly MaxxVitSettings MaxPico = MaxTiny with { Widths = [32, 64, 128, 256], Stem = (24, 32) };
    private static readonly MaxxVitSettings MaxSmall = MaxTiny with { Widths = [96, 192, 384, 768] };
    private static readonly MaxxVitSettings MaxBase = MaxSmall with { Depths = [2, 6, 14, 2], HeadHidden = 768 };

    // timm's CoAtNets from before the code of MaxViT was published.
    private static readonly ConvolutionSettings CoatConvolution = new()
    {
        StrideByPool = true,
        ActivateFirst = true,
        ExpandFromInput = true,
        OutputBias = false,
        AttentionActivation = ActivationKind.Relu,
        Activation = ActivationKind.Silu,
    };

    private static readonly ConvolutionSettings CoatConvolutionSilu = CoatConvolution with { StrideByPool = false, AttentionActivation = ActivationKind.Silu };

    private static readonly TransformerSettings RwTransformer = new() { ExpandFirst = false };
    private static readonly TransformerSettings NoShortcutBias = RwTransformer with { ShortcutBias = false };
    private static readonly TransformerSettings Network = RwTransformer with { Bias = RelativeBiasKind.Network };

    // timm's MaxViTs.
    private static readonly ConvolutionSettings MaxConvolution = new()
    {
        ExpandFromInput = true,
        OutputBias = false,
        AttentionRatio = 1.0 / 16,
        Activation = ActivationKind.Silu,
    };

    private static readonly ConvolutionSettings MaxConvolutionWide = MaxConvolution with { OutputBias = true, AttentionRatio = 0.25 };
    private static readonly ConvolutionSettings ConvNext = new() { IsConvNext = true, ExpandFromInput = true, Epsilon = 1e-6 };
    private static readonly TransformerSettings NextTransformer = Network with { LayerScale = 1e-6 };

    private static readonly (string Name, MaxxVitSettings Settings)[] Table =
    [
        ("coatnet_pico_rw_224", With(CoatNano with { Depths = [2, 3, 5, 2] }, MaxConvolutionWide, RwTransformer)),
        ("coatnet_nano_rw_224", With(CoatNano, MaxConvolutionWide with { StrideByPool = true }, RwTransformer)),
        ("coatnet_0_rw_224", With(CoatRw0, CoatConvolution with { AttendEarly = true }, NoShortcutBias)),
        ("coatnet_1_rw_224", With(CoatRw1, CoatConvolution with { StrideByPool = false, AttendEarly = true }, NoShortcutBias)),
        ("coatnet_2_rw_224", With(CoatRw2, CoatConvolutionSilu, RwTransformer)),
        ("coatnet_3_rw_224", With(CoatRw3, CoatConvolutionSilu, RwTransformer with { LayerScale = 1e-6 })),
        ("coatnet_bn_0_rw_224", With(CoatRw0, CoatConvolution with { StrideByPool = false, AttendEarly = true }, NoShortcutBias with { BatchNorm = true })),
        ("coatnet_rmlp_nano_rw_224", With(CoatNano, MaxConvolutionWide, Network with { BiasHidden = 384 })),
        ("coatnet_rmlp_0_rw_224", With(CoatRw0, CoatConvolution with { StrideByPool = false }, Network)),
        ("coatnet_rmlp_1_rw_224", With(
            CoatRw1,
            CoatConvolution with { MaxPool = true, AttendEarly = true },
            Network with { MaxPool = true, ShortcutBias = false, BiasHidden = 384 })),
        ("coatnet_rmlp_1_rw2_224", With(CoatRw1, CoatConvolution with { StrideByPool = false }, Network)),
        ("coatnet_rmlp_2_rw_224", With(CoatRw2, CoatConvolutionSilu, NextTransformer)),
        ("coatnet_rmlp_2_rw_384", With(CoatRw2, CoatConvolutionSilu, NextTransformer) with { ImageSize = 384 }),
        ("coatnet_rmlp_3_rw_224", With(CoatRw3, CoatConvolutionSilu, NextTransformer)),
        ("coatnet_nano_cc_224", With(Mixed(CoatNano), CoatConvolution, RwTransformer)),
        ("coatnext_nano_rw_224", With(CoatNano, ConvNext with { LayerScale = 1e-5 }, RwTransformer) with { NormalInit = true }),
        ("coatnet_0_224", Coat0),
        ("coatnet_1_224", Coat0 with { Depths = [2, 6, 14, 2] }),
        ("coatnet_2_224", Coat0 with { Widths = [128, 256, 512, 1024], Depths = [2, 6, 14, 2], Stem = (128, 128), HeadHidden = 1024 }),
        ("coatnet_3_224", Coat0 with { Widths = [192, 384, 768, 1536], Depths = [2, 6, 14, 2], Stem = (192, 192), HeadHidden = 1536 }),
        ("coatnet_4_224", Coat0 with { Widths = [192, 384, 768, 1536], Depths = [2, 12, 28, 2], Stem = (192, 192), HeadHidden = 1536 }),
        ("coatnet_5_224", Coat0 with { Widths = [256, 512, 1280, 2048], Depths = [2, 12, 28, 2], Stem = (192, 192), HeadHidden = 2048 }),
        ("maxvit_pico_rw_256", Rw(MaxPico, RwTransformer) with { ImageSize = 256 }),
        ("maxvit_nano_rw_256", Rw(MaxNano, RwTransformer) with { ImageSize = 256 }),
        ("maxvit_tiny_rw_224", Rw(MaxTiny, RwTransformer)),
        ("maxvit_tiny_rw_256", Rw(MaxTiny, RwTransformer) with { ImageSize = 256 }),
        ("maxvit_tiny_pm_256", All(MaxxBlockKind.ParallelMultiAxis, Rw(MaxTiny, RwTransformer)) with { ImageSize = 256 }),
        ("maxvit_rmlp_pico_rw_256", Rw(MaxPico, Network) with { ImageSize = 256 }),
        ("maxvit_rmlp_nano_rw_256", Rw(MaxNano, Network) with { ImageSize = 256 }),
        ("maxvit_rmlp_tiny_rw_256", Rw(MaxTiny, Network) with { ImageSize = 256 }),
        ("maxvit_rmlp_small_rw_224", Rw(MaxSmall, NextTransformer)),
        ("maxvit_rmlp_small_rw_256", Rw(MaxSmall, NextTransformer) with { ImageSize = 256 }),
        ("maxvit_rmlp_base_rw_224", Rw(MaxBase, Network)),
        ("maxvit_rmlp_base_rw_384", Rw(MaxBase, Network) with { ImageSize = 384 }),
        ("maxxvit_rmlp_nano_rw_256", With(MaxNano, ConvNext, NextTransformer) with { ImageSize = 256, NormalInit = true }),
        ("maxxvit_rmlp_tiny_rw_256", With(MaxTiny, ConvNext, NextTransformer) with { ImageSize = 256 }),
        ("maxxvit_rmlp_small_rw_256", With(MaxSmall, ConvNext, NextTransformer) with { Stem = (48, 96), ImageSize = 256 }),
        ("maxxvitv2_nano_rw_256", GridOnly(MaxNano, NextTransformer with { Bias = RelativeBiasKind.Table })
            with { Widths = [96, 192, 384, 768], Stem = (48, 96), ImageSize = 256, NormalInit = true }),
        ("maxxvitv2_rmlp_base_rw_224", BaseV2()),
        ("maxxvitv2_rmlp_base_rw_384", BaseV2() with { ImageSize = 384 }),
        ("maxxvitv2_rmlp_large_rw_224", BaseV2() with { Widths = [160, 320, 640, 1280], Depths = [2, 6, 16, 2], Stem = (80, 160), HeadHidden = 1280 }),
        .. TensorFlow("tiny", MaxTiny, 64),
        .. TensorFlow("small", MaxSmall, 64),
        .. TensorFlow("base", MaxBase, 64),
        .. TensorFlow("large", MaxBase with { Widths = [128, 256, 512, 1024] }, 128),
        .. TensorFlow("xlarge", MaxBase with { Widths = [192, 384, 768, 1536] }, 192),
    ];

    public static ModelFamily Family { get; } =
        new("maxxvit", [.. Table.Select(row => new ModelVariant(row.Name, options => new MaxxVit(row.Settings, options)))]);

    private static MaxxVitSettings With(MaxxVitSettings settings, ConvolutionSettings convolution, TransformerSettings transformer) =>
        settings with { Convolution = convolution, Transformer = transformer };

    private static MaxxVitSettings Rw(MaxxVitSettings settings, TransformerSettings transformer) => With(settings, MaxConvolution, transformer);

    private static MaxxVitSettings GridOnly(MaxxVitSettings settings, TransformerSettings transformer) =>
        With(settings, ConvNext, transformer with { GridOnly = true });

    private static MaxxVitSettings BaseV2() =>
        GridOnly(MaxTiny, NextTransformer) with { Widths = [128, 256, 512, 1024], Depths = [2, 6, 12, 2], Stem = (64, 128) };

    private static MaxxVitSettings All(MaxxBlockKind kind, MaxxVitSettings settings) => settings with { Blocks = [[kind], [kind], [kind], [kind]] };

    /// <summary>The last two stages begin with one convolutional block.</summary>
    private static MaxxVitSettings Mixed(MaxxVitSettings settings) => settings with
    {
        Blocks =
        [
            [MaxxBlockKind.Convolution],
            [MaxxBlockKind.Convolution],
            [MaxxBlockKind.Convolution, MaxxBlockKind.Transformer],
            [MaxxBlockKind.Convolution, MaxxBlockKind.Transformer],
        ],
    };

    /// <summary>A MaxViT as its authors published it, for three sizes of images.</summary>
    private static IEnumerable<(string Name, MaxxVitSettings Settings)> TensorFlow(string size, MaxxVitSettings settings, int stem)
    {
        var published = settings with
        {
            Stem = (stem, stem),
            StemBias = true,
            HeadHidden = settings.Widths[^1],
            Convolution = new() { Epsilon = 1e-3, Activation = ActivationKind.GeluTanh, SamePadding = true },
            Transformer = new() { Epsilon = 1e-5, Activation = ActivationKind.GeluTanh, Interleaved = true, Bias = RelativeBiasKind.Grid },
        };
        return new[] { 224, 384, 512 }.Select(side => ($"maxvit_{size}_tf_{side}", published with { ImageSize = side }));
    }
}
