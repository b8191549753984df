using Foldline.Models.Layers;
using Foldline.Torch.Nn;
using static Foldline.Models.ByobNets.ByobStages;

namespace Foldline.Models.ByobNets;

/// <summary>The table of networks made of lists of blocks, after timm's <c>byobnet.py</c>.</summary>
internal static class ByobVariants
{
    private static readonly NormAct Silu = new(Activation: ActivationKind.Silu);

    /// <summary>ResNeXt-26 with a tiered stem.</summary>
    private static readonly ByobSettings ResNeXt26 = new()
    {
        Stages = Bottlenecks([2, 2, 2, 2], [256, 512, 1024, 2048], groupSize: 32),
        StemWidths = [64],
        Stem = ByobStemKind.Tiered,
        StemPool = ByobStemPool.Max,
        Norm = Silu,
    };

    private static readonly ByobSettings ResNet33 = ResNeXt26 with
    {
        Stages = Bottlenecks([2, 3, 3, 2], [256, 512, 1536, 1536]),
        StemPool = ByobStemPool.None,
        Features = 1280,
    };

    private static readonly ByobSettings Clip50 = Clip(224, 1, 3, 4, 6, 3);
    private static readonly ByobSettings Clip101 = Clip(224, 1, 3, 4, 23, 3);
    private static readonly ByobSettings Clip50X4 = Clip(288, 1.25, 4, 6, 10, 6);
    private static readonly ByobSettings Clip50X16 = Clip(384, 1.5, 6, 8, 18, 8);
    private static readonly ByobSettings Clip50X64 = Clip(448, 2, 3, 15, 36, 10);

    private static readonly (string Name, ByobSettings Settings)[] Table =
    [
        ("gernet_l", GeNet(32, 2560, Basic(1, 128), Basic(2, 192), Bottleneck(6, 640, 2, 0, 0.25), Bottleneck(5, 640, 2, 1, 3), Bottleneck(4, 640, 1, 1, 3))),
        ("gernet_m", GeNet(32, 2560, Basic(1, 128), Basic(2, 192), Bottleneck(6, 640, 2, 0, 0.25), Bottleneck(4, 640, 2, 1, 3), Bottleneck(1, 640, 1, 1, 3))),
        ("gernet_s", GeNet(13, 1920, Basic(1, 48), Basic(3, 48), Bottleneck(7, 384, 2, 0, 0.25), Bottleneck(2, 560, 2, 1, 3), Bottleneck(1, 256, 1, 1, 3))),
        ("repvgg_a0", RepVgg([2, 4, 14, 1], [0.75, 0.75, 0.75, 2.5]) with { StemWidths = [48] }),
        ("repvgg_a1", RepVgg([2, 4, 14, 1], [1, 1, 1, 2.5])),
        ("repvgg_a2", RepVgg([2, 4, 14, 1], [1.5, 1.5, 1.5, 2.75])),
        ("repvgg_b0", RepVgg([4, 6, 16, 1], [1, 1, 1, 2.5])),
        ("repvgg_b1", RepVgg([4, 6, 16, 1], [2, 2, 2, 4])),
        ("repvgg_b1g4", RepVgg([4, 6, 16, 1], [2, 2, 2, 4], groups: 4)),
        ("repvgg_b2", RepVgg([4, 6, 16, 1], [2.5, 2.5, 2.5, 5])),
        ("repvgg_b2g4", RepVgg([4, 6, 16, 1], [2.5, 2.5, 2.5, 5], groups: 4)),
        ("repvgg_b3", RepVgg([4, 6, 16, 1], [3, 3, 3, 5])),
        ("repvgg_b3g4", RepVgg([4, 6, 16, 1], [3, 3, 3, 5], groups: 4)),
        ("repvgg_d2se", RepVgg([8, 14, 24, 1], [2.5, 2.5, 2.5, 5]) with { Attention = ByobAttention.SqueezeExcite, AttentionDivisor = 1 }),
        ("mobileone_s0", MobileOne([0.75, 1, 1, 2], branches: 4) with { StemWidths = [48] }),
        ("mobileone_s1", MobileOne([1.5, 1.5, 2, 2.5])),
        ("mobileone_s2", MobileOne([1.5, 2, 2.5, 4])),
        ("mobileone_s3", MobileOne([2, 2.5, 3, 4])),
        ("mobileone_s4", MobileOne([3, 3.5, 3.5, 4], attentive: [0, 0, 5, 1])),
        ("resnet51q", new()
        {
            Stages = [Bottleneck(2, 256, 1, 32, 0.25), Bottleneck(4, 512, 2, 32, 0.25), Bottleneck(6, 1536, 2, 32, 0.25), Bottleneck(4, 1536, 2, 1, 1)],
            StemWidths = [128],
            Stem = ByobStemKind.HalfActiveQuad,
            Features = 2048,
            Norm = Silu,
        }),
        ("resnet61q", new()
        {
            Stages = [Edge(1, 256, 1, 1), Bottleneck(4, 512, 2, 32, 0.25), Bottleneck(6, 1536, 2, 32, 0.25), Bottleneck(4, 1536, 2, 1, 1)],
            StemWidths = [128],
            Stem = ByobStemKind.Quad,
            Features = 2048,
            Norm = Silu,
            ExtraConv = true,
        }),
        ("resnext26ts", ResNeXt26),
        ("gcresnext26ts", ResNeXt26 with { Attention = ByobAttention.GlobalContext }),
        ("seresnext26ts", ResNeXt26 with { Attention = ByobAttention.SqueezeExcite }),
        ("eca_resnext26ts", ResNeXt26 with { Attention = ByobAttention.EfficientChannel }),
        ("bat_resnext26ts", ResNeXt26 with { Attention = ByobAttention.Bilinear }),
        ("resnet32ts", ResNet33 with { Features = 0 }),
        ("resnet33ts", ResNet33),
        ("gcresnet33ts", ResNet33 with { Attention = ByobAttention.GlobalContext }),
        ("seresnet33ts", ResNet33 with { Attention = ByobAttention.SqueezeExcite }),
        ("eca_resnet33ts", ResNet33 with { Attention = ByobAttention.EfficientChannel }),
        ("gcresnet50t", ResNeXt26 with
        {
            Stages = Bottlenecks([3, 4, 6, 3], [256, 512, 1024, 2048]),
            StemPool = ByobStemPool.None,
            Norm = new(),
            Attention = ByobAttention.GlobalContext,
        }),
        ("gcresnext50ts", ResNeXt26 with
        {
            Stages = Bottlenecks([3, 4, 6, 3], [256, 512, 1024, 2048], groupSize: 32),
            Attention = ByobAttention.GlobalContext,
        }),
        ("regnetz_b16", RegNetZ([2, 6, 12, 2], [48, 96, 192, 288], 16, 3, 1536)),
        ("regnetz_c16", RegNetZ([2, 6, 12, 2], [48, 96, 192, 288], 16, 4, 1536)),
        ("regnetz_d32", Tiered(RegNetZ([3, 6, 12, 3], [64, 128, 256, 384], 32, 4, 1792))),
        ("regnetz_d8", Tiered(RegNetZ([3, 6, 12, 3], [64, 128, 256, 384], 8, 4, 1792))),
        ("regnetz_e8", Tiered(RegNetZ([3, 8, 16, 3], [96, 192, 384, 512], 8, 4, 2048))),
        ("regnetz_b16_evos", EvoNorm(RegNetZ([2, 6, 12, 2], [48, 96, 192, 288], 16, 3, 1536))),
        ("regnetz_c16_evos", EvoNorm(RegNetZ([2, 6, 12, 2], [48, 96, 192, 288], 16, 4, 1536))),
        ("regnetz_d8_evos", EvoNorm(Tiered(RegNetZ([3, 6, 12, 3], [64, 128, 256, 384], 8, 4, 1792))) with { Stem = ByobStemKind.Deep }),
        ("resnet50_clip", Clip50),
        ("resnet101_clip", Clip101),
        ("resnet50x4_clip", Clip50X4),
        ("resnet50x16_clip", Clip50X16),
        ("resnet50x64_clip", Clip50X64),
        ("resnet50_clip_gap", Clip50 with { Head = ByobHead.Classifier }),
        ("resnet101_clip_gap", Clip101 with { Head = ByobHead.Classifier }),
        ("resnet50x4_clip_gap", Clip50X4 with { Head = ByobHead.Classifier }),
        ("resnet50x16_clip_gap", Clip50X16 with { Head = ByobHead.Classifier }),
        ("resnet50x64_clip_gap", Clip50X64 with { Head = ByobHead.Classifier }),
        ("resnet50_mlp", Clip50 with { Head = ByobHead.HiddenLayer, HiddenSize = 1024 }),
        ("test_byobnet", new()
        {
            Stages = [Edge(1, 32, 2, 0.5), Dark(1, 64, 2, 0.5), Basic(1, 128, 32, 0.25), Bottleneck(1, 256, 2, 64, 0.25)],
            StemWidths = [24],
            Shortcut = ByobShortcut.Average,
            Attention = ByobAttention.SqueezeExcite,
            AttentionRatio = 0.25,
        }),
    ];

    public static ModelFamily Family { get; } =
        new("byobnet", [.. Table.Select(row => new ModelVariant(row.Name, options => new ByobNet(row.Settings, options)))]);

    /// <summary>Lin et al. 2020, "Neural Architecture Design for GPU-Efficient Networks".</summary>
    private static ByobSettings GeNet(int stem, int features, params IReadOnlyList<ByobBlock>[] stages) =>
        new() { Stages = stages, StemWidths = [stem], Features = features };

    private static ByobSettings RepVgg(int[] depths, double[] widths, int groups = 0) =>
        new() { Stages = RepVggs(depths, widths, groups), Stem = ByobStemKind.RepVgg, StemWidths = [64] };

    private static ByobSettings MobileOne(double[] widths, int branches = 1, int[]? attentive = null) =>
        new() { Stages = MobileOnes(widths, branches, attentive ?? [0, 0, 0, 0]), Stem = ByobStemKind.MobileOne, StemWidths = [64] };

    /// <summary>Blocks that widen, end without activation and have no shortcut where the shape changes.</summary>
    private static ByobSettings RegNetZ(int[] depths, int[] widths, int groupSize, double ratio, int features) => new()
    {
        Stages = [.. depths.Zip(widths, (depth, width) => Bottleneck(depth, width, 2, groupSize, ratio))],
        Shortcut = ByobShortcut.None,
        Features = features,
        Norm = Silu,
        Attention = ByobAttention.SqueezeExcite,
        AttentionRatio = 0.25,
        BottleIn = true,
        LinearOut = true,
    };

    /// <summary>A tiered stem with stride 4, so that the first stage keeps the size.</summary>
    private static ByobSettings Tiered(ByobSettings settings) => settings with
    {
        Stages = [WithStride(settings.Stages[0], 1), .. settings.Stages[1..]],
        StemWidths = [64],
        Stem = ByobStemKind.Tiered,
    };

    private static ByobSettings EvoNorm(ByobSettings settings) =>
        settings with { Norm = new(NormActKind.EvoNormS0A, ActivationKind.Silu, GroupSize: 16) };

    /// <summary>The ResNets of CLIP (Radford et al. 2021).</summary>
    private static ByobSettings Clip(int imageSize, double width, params int[] depths) => new()
    {
        Stages = Bottlenecks(depths, [256, 512, 1024, 2048]),
        WidthFactor = width,
        StemWidths = [32, 32, 64],
        StemPool = ByobStemPool.Average,
        Shortcut = ByobShortcut.Average,
        AntiAlias = true,
        Head = ByobHead.AttentionPool,
        ImageSize = imageSize,
    };
}
