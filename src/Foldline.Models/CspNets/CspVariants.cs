using Foldline.Models.Layers;
using Foldline.Torch.Nn;

namespace Foldline.Models.CspNets;

/// <summary>The table of cross stage partial networks, after timm's <c>cspnet.py</c>.</summary>
internal static class CspVariants
{
    private static readonly (string Name, CspSettings Settings)[] Table =
    [
        ("cspresnet50", ResNet(new CspStage(0, 0) { ExpandRatio = 2, BottleRatio = 0.5 }, 128, 7, 64)),
        ("cspresnet50d", ResNet(new CspStage(0, 0) { ExpandRatio = 2, BottleRatio = 0.5 }, 128, 3, 32, 32, 64)),
        ("cspresnet50w", ResNet(new CspStage(0, 0) { BottleRatio = 0.25, BlockRatio = 0.5 }, 256, 3, 32, 32, 64)),
        ("cspresnext50", ResNet(new CspStage(0, 0) { Groups = 32, BlockRatio = 0.5 }, 256, 7, 64)),
        ("cspdarknet53", new()
        {
            StemWidths = [32],
            StageKind = CspStageKind.CrossStage,
            DownGrowth = true,
            Stages =
            [
                new CspStage(1, 64) { ExpandRatio = 2, BottleRatio = 0.5 },
                .. Stages([2, 8, 8, 4], 128, new CspStage(0, 0) { BlockRatio = 0.5 }),
            ],
        }),
        ("darknet17", DarkNet(1, 1, 1, 1, 1)),
        ("darknet21", DarkNet(1, 1, 1, 2, 2)),

        // timm gives six maps of networks whose names begin with darknet or cspdarknet, five of the others.
        ("sedarknet21", DarkNet(1, 1, 1, 2, 2) with { AttentionRatio = 1.0 / 16, HasLastMap = false }),
        ("darknet53", DarkNet(1, 2, 8, 8, 4)),
        ("darknetaa53", DarkNet(1, 2, 8, 8, 4) with { AverageDown = true }),
        ("cs3darknet_s", Third(0.5, 0.5)),
        ("cs3darknet_m", Third(0.75, 0.67)),
        ("cs3darknet_l", Third(1, 1)),
        ("cs3darknet_x", Third(1.25, 1.33)),
        ("cs3darknet_focus_s", Focus(Third(0.5, 0.5))),
        ("cs3darknet_focus_m", Focus(Third(0.75, 0.67))),
        ("cs3darknet_focus_l", Focus(Third(1, 1))),
        ("cs3darknet_focus_x", Focus(Third(1.25, 1.33))),
        ("cs3sedarknet_l", Third(1, 1) with { AttentionRatio = 0.25 }),
        ("cs3sedarknet_x", Third(1.25, 1.33) with { AttentionRatio = 1.0 / 16 }),
        ("cs3sedarknet_xdw", new()
        {
            StemWidths = [32, 64],
            StemStride = 2,
            StageKind = CspStageKind.CrossStage,
            BlockKind = CspBlockKind.Bottleneck,
            Stages = [Depthwise(3, 256, 1), Depthwise(6, 512, 1), Depthwise(12, 1024, 256), Depthwise(4, 2048, 512)],
            AttentionRatio = 1.0 / 16,
            Norm = new(Activation: ActivationKind.Silu),
        }),
        ("cs3edgenet_x", Third(1.25, 1.33, 1.5) with { BlockKind = CspBlockKind.Edge }),
        ("cs3se_edgenet_x", Third(1.25, 1.33, 1.5) with { BlockKind = CspBlockKind.Edge, AttentionRatio = 0.25 }),
    ];

    public static ModelFamily Family { get; } =
        new("cspnet", [.. Table.Select(row => new ModelVariant(row.Name, options => new CspNet(row.Settings, options)))]);

    /// <summary>ResNet-50 and ResNeXt-50 in halves.</summary>
    private static CspSettings ResNet(CspStage stage, int width, int stemKernel, params int[] stem)
    {
        var stages = Stages([3, 3, 5, 2], width, stage);
        return new CspSettings
        {
            StemWidths = stem,
            StemKernelSize = stemKernel,
            StemStride = 4,
            StageKind = CspStageKind.CrossStage,
            BlockKind = CspBlockKind.Bottleneck,
            CrossLinear = true,
            Stages = [stages[0] with { Stride = 1 }, .. stages[1..]],
        };
    }

    private static CspSettings DarkNet(params int[] depths) =>
        new() { StemWidths = [32], Stages = Stages(depths, 64, new CspStage(0, 0) { BottleRatio = 0.5 }) };

    /// <summary>The third kind, scaled in width and depth.</summary>
    private static CspSettings Third(double width, double depth, double bottleRatio = 1) => new()
    {
        StemWidths = [Channels.MakeDivisible(32 * width), Channels.MakeDivisible(64 * width)],
        StemStride = 2,
        StageKind = CspStageKind.CrossStage3,
        Stages = Stages(
            [(int)(3 * depth), (int)(6 * depth), (int)(9 * depth), (int)(3 * depth)],
            128 * width,
            new CspStage(0, 0) { BlockRatio = 0.5, BottleRatio = bottleRatio }),
        Norm = new(Activation: ActivationKind.Silu),
    };

    /// <summary>One 6×6 convolution as the stem.</summary>
    private static CspSettings Focus(CspSettings settings) => settings with { StemWidths = [settings.StemWidths[1]], StemKernelSize = 6, StemPadding = 2 };

    private static CspStage Depthwise(int depth, int channels, int groups) =>
        new(depth, channels) { Groups = groups, BottleRatio = 0.5, BlockRatio = 0.5 };

    /// <summary>Stages of doubling channels.</summary>
    private static CspStage[] Stages(int[] depths, double width, CspStage stage) =>
        [.. depths.Select((depth, i) => stage with { Depth = depth, Channels = Channels.MakeDivisible(width * (1 << i)) })];
}
