using Foldline.Torch.Nn;

namespace Foldline.Models.ConvNexts;

/// <summary>The table of ConvNeXts, after timm's <c>convnext.py</c>.</summary>
internal static class ConvNextVariants
{
    private static readonly ConvNextSettings Zepto = Small([2, 2, 4, 2], 32) with { Norm = ChannelNormKind.Deviation };
    private static readonly ConvNextSettings Atto = Small([2, 2, 6, 2], 40);
    private static readonly ConvNextSettings Femto = Small([2, 2, 6, 2], 48);
    private static readonly ConvNextSettings Pico = Small([2, 2, 6, 2], 64);
    private static readonly ConvNextSettings Nano = Small([2, 2, 8, 2], 80);
    private static readonly ConvNextSettings Tiny = Of([3, 3, 9, 3], 96);
    private static readonly ConvNextSettings Medium = Of([3, 3, 27, 3], 96);
    private static readonly ConvNextSettings Base = Of([3, 3, 27, 3], 128);
    private static readonly ConvNextSettings Large = Of([3, 3, 27, 3], 192);
    private static readonly ConvNextSettings Test = new() { Depths = [1, 1, 1, 1], Widths = [32, 64, 96, 128], Epsilon = 1e-5, Activation = ActivationKind.GeluTanh };

    private static readonly (string Name, ConvNextSettings Settings)[] Table =
    [
        ("convnext_zepto_rms", Zepto),
        ("convnext_zepto_rms_ols", Zepto with { Stem = ConvNextStem.OverlapActivated }),
        ("convnext_atto", Atto),
        ("convnext_atto_ols", Atto with { Stem = ConvNextStem.OverlapTiered }),
        ("convnext_atto_rms", Atto with { Norm = ChannelNormKind.RootMeanSquare }),
        ("convnext_femto", Femto),
        ("convnext_femto_ols", Femto with { Stem = ConvNextStem.OverlapTiered }),
        ("convnext_pico", Pico),
        ("convnext_pico_ols", Pico with { Stem = ConvNextStem.OverlapTiered }),
        ("convnext_nano", Nano),
        ("convnext_nano_ols", Nano with { Stem = ConvNextStem.Overlap }),
        ("convnext_tiny_hnf", Tiny with { HeadNormFirst = true, ConvMlp = true }),
        ("convnext_tiny", Tiny),
        ("convnext_small", Medium),
        ("convnext_base", Base),
        ("convnext_large", Large),
        ("convnext_large_mlp", Large with { HeadHidden = 1536 }),
        ("convnext_xlarge", Of([3, 3, 27, 3], 256)),
        ("convnext_xxlarge", Of([3, 4, 30, 3], 384) with { Epsilon = 1e-5 }),
        ("convnextv2_atto", V2(Atto)),
        ("convnextv2_femto", V2(Femto)),
        ("convnextv2_pico", V2(Pico)),
        ("convnextv2_nano", V2(Nano)),
        ("convnextv2_tiny", V2(Tiny)),
        ("convnextv2_small", V2(Medium)),
        ("convnextv2_base", V2(Base)),
        ("convnextv2_large", V2(Large)),
        ("convnextv2_huge", V2(Of([3, 3, 27, 3], 352))),
        ("test_convnext", Test with { Depths = [1, 2, 4, 2], Widths = [24, 32, 48, 64] }),
        ("test_convnext2", Test),
        ("test_convnext3", Test with { KernelSizes = [7, 5, 5, 3], Activation = ActivationKind.Silu }),
    ];

    public static ModelFamily Family { get; } =
        new("convnext", [.. Table.Select(row => new ModelVariant(row.Name, options => new ConvNext(row.Settings, options)))]);

    /// <summary>Widths that double from stage to stage.</summary>
    private static ConvNextSettings Of(int[] depths, int width) => new() { Depths = depths, Widths = [width, width * 2, width * 4, width * 8] };

    private static ConvNextSettings Small(int[] depths, int width) => Of(depths, width) with { ConvMlp = true };

    private static ConvNextSettings V2(ConvNextSettings settings) => settings with { GlobalResponse = true };
}
