using Foldline.Torch.Nn;

namespace Foldline.Models.NfNets;

/// <summary>The table of networks without normalisation, after timm's <c>nfnet.py</c>.</summary>
internal static class NfNetVariants
{
    private static readonly int[] Depths0 = [1, 2, 6, 3];

    private static readonly (string Name, NfNetSettings Settings)[] Table =
    [
        .. Enumerable.Range(0, 7).Select(i => ($"dm_nfnet_f{i}", F(i) with { IsOriginal = true })),
        .. Enumerable.Range(0, 8).Select(i => ($"nfnet_f{i}", F(i))),
        ("nfnet_l0", L(0, 1.5) with { Attention = NfNetAttention.SqueezeExcite, AttentionRatio = 0.25 }),
        ("eca_nfnet_l0", L(0, 1.5)),
        ("eca_nfnet_l1", L(1, 2)),
        ("eca_nfnet_l2", L(2, 2)),
        ("eca_nfnet_l3", L(3, 2)),
        ("nf_regnet_b0", RegNet([1, 3, 6, 6], 48, 104, 208, 440)),
        ("nf_regnet_b1", RegNet([2, 4, 7, 7], 48, 104, 208, 440)),
        ("nf_regnet_b2", RegNet([2, 4, 8, 8], 56, 112, 232, 488)),
        ("nf_regnet_b3", RegNet([2, 5, 9, 9], 56, 128, 248, 528)),
        ("nf_regnet_b4", RegNet([2, 6, 11, 11], 64, 144, 288, 616)),
        ("nf_regnet_b5", RegNet([3, 7, 14, 14], 80, 168, 336, 704)),
        .. ResNet("resnet", NfNetAttention.None),
        .. ResNet("seresnet", NfNetAttention.SqueezeExcite),
        .. ResNet("ecaresnet", NfNetAttention.EfficientChannel),
        ("test_nfnet", L(0, 1.5) with
        {
            Depths = [1, 1, 1, 1],
            Widths = [32, 64, 96, 128],
            Features = 192,
            GroupSize = 8,
            Attention = NfNetAttention.SqueezeExcite,
            AttentionRatio = 0.25,
        }),
    ];

    public static ModelFamily Family { get; } =
        new("nfnet", [.. Table.Select(row => new ModelVariant(row.Name, options => new NfNet(row.Settings, options)))]);

    /// <summary>NFNet-F; each is one unit of depth deeper than the one before.</summary>
    private static NfNetSettings F(int index) => new()
    {
        Depths = [.. Depths0.Select(depth => depth * (index + 1))],
        Widths = [256, 512, 1536, 1536],
        Stem = NfNetStem.Quad,
        StemWidth = 128,
        GroupSize = 128,
        BottleRatio = 0.5,
        ExtraConv = true,
        Features = 3072,
        Attention = NfNetAttention.SqueezeExcite,
        Activation = ActivationKind.Gelu,
    };

    /// <summary>Lighter: narrower bottlenecks and groups, and efficient channel attention.</summary>
    private static NfNetSettings L(int index, double features) => F(index) with
    {
        GroupSize = 64,
        BottleRatio = 0.25,
        Features = (int)(1536 * features),
        Attention = NfNetAttention.EfficientChannel,
        Activation = ActivationKind.Silu,
    };

    private static NfNetSettings RegNet(int[] depths, params int[] widths) => new()
    {
        Depths = depths,
        Widths = widths,
        WidthFactor = 0.75,
        GroupSize = 8,
        BottleRatio = 2.25,
        IsRegNet = true,
        Features = 1280 * widths[^1] / 440,
        Attention = NfNetAttention.SqueezeExcite,
    };

    private static IEnumerable<(string Name, NfNetSettings Settings)> ResNet(string name, NfNetAttention attention)
    {
        var settings = new NfNetSettings
        {
            Depths = [2, 2, 2, 2],
            Widths = [256, 512, 1024, 2048],
            Stem = NfNetStem.Pooled,
            StemWidth = 64,
            BottleRatio = 0.25,
            Attention = attention,
            AttentionRatio = 1.0 / 16,
            Activation = ActivationKind.Relu,
        };
        return
        [
            ($"nf_{name}26", settings),
            ($"nf_{name}50", settings with { Depths = [3, 4, 6, 3] }),
            ($"nf_{name}101", settings with { Depths = [3, 4, 23, 3] }),
        ];
    }
}
