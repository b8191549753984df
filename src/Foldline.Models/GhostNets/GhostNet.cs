using Foldline.Models.Layers;
using Foldline.Models.Weights;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.GhostNets;

/// <summary>GhostNet (Han et al. 2020), GhostNetV2 (Tang et al. 2022) and GhostNetV3 (Liu et al. 2024). Names as in timm's <c>ghostnet.py</c>.</summary>
internal sealed class GhostNet : ImageModel
{
    // The authors' files have counters of operations, and norms without a number.
    private static readonly NameRules Authors = new((@"total_(ops|params)$", null), (@"(\.(?:ghost|dw_rpr_).*\.)bn\.", "$1bn1."));

    private const int Features = 1280;

    // The first blocks have no attention.
    private const int PlainBlocks = 2;

    private static readonly GhostBlockSettings[][] Stages =
    [
        [new(3, 16, 16, 0, 1)],
        [new(3, 48, 24, 0, 2)],
        [new(3, 72, 24, 0, 1)],
        [new(5, 72, 40, 0.25, 2)],
        [new(5, 120, 40, 0.25, 1)],
        [new(3, 240, 80, 0, 2)],
        [new(3, 200, 80, 0, 1), new(3, 184, 80, 0, 1), new(3, 184, 80, 0, 1), new(3, 480, 112, 0.25, 1), new(3, 672, 112, 0.25, 1)],
        [new(5, 672, 160, 0.25, 2)],
        [new(5, 960, 160, 0, 1), new(5, 960, 160, 0.25, 1), new(5, 960, 160, 0, 1), new(5, 960, 160, 0.25, 1)],
    ];

    private readonly Conv2d stem;
    private readonly Layer bn1;
    private readonly Layer act1;
    private readonly Sequential blocks;
    private readonly Conv2d head;
    private readonly Layer act2;
    private readonly List<FeatureMap> maps = [];

    // Stages whose output is a feature map.
    private readonly HashSet<int> ends = [];

    public GhostNet(GhostVersion version, double width, ModelOptions options)
        : base(options, "classifier")
    {
        var stemWidth = GhostParts.Scale(16 * width);
        stem = Register("conv_stem", GhostParts.Conv(options.InChannels, stemWidth, 3, 2));
        maps.Add(new FeatureMap(stemWidth, 2, "conv_stem"));
        bn1 = Register("bn1", new BatchNorm2d(stemWidth));
        act1 = Register("act1", new Activation(ActivationKind.Relu));
        blocks = Register("blocks", new Sequential());
        NumFeatures = AddStages(version, width, stemWidth);
        head = Register("conv_head", new Conv2d(base.HeadFeatures, Features, 1));
        act2 = Register("act2", new Activation(ActivationKind.Relu));
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override int NumFeatures { get; }

    public override int HeadFeatures => Features;

    public override string FirstConv => "conv_stem";

    public override LayerGrouping Grouping { get; } = new(
        "conv_stem|bn1",
        [new(@"blocks\.(\d+)"), new("conv_head", LayerPattern.Last)],
        [new(@"blocks\.(\d+)\.(\d+)"), new("conv_head", LayerPattern.Last)]);

    public override Tensor ForwardFeatures(Tensor images) => stem.Forward(images).Then(bn1).Then(act1).Then(blocks);

    /// <summary>The first map is the stem's before its norm, as in timm.</summary>
    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        var features = new List<Tensor> { stem.Forward(images) };
        var x = bn1.Forward(features[0]).Then(act1);
        for (var stage = 0; stage < blocks.Count; stage++)
        {
            var next = blocks[stage].Forward(x);
            if (!ends.Contains(stage - 1))
                x.Dispose();
            x = next;
            if (ends.Contains(stage))
                features.Add(x);
        }

        if (!ends.Contains(blocks.Count - 1))
            x.Dispose();
        return features;
    }

    public override Tensor ForwardHead(Tensor features, bool preLogits = false)
    {
        using var scope = new TensorScope();
        var vectors = PooledHead.Apply(features, GlobalPool, head, act2);
        if (Options.DropRate > 0 && Training)
            vectors = vectors.Dropout(Options.DropRate, train: true);
        return scope.Keep(preLogits ? vectors : Classifier.Forward(vectors));
    }

    internal override NameRules? RulesFor(IReadOnlySet<string> stored) => base.RulesFor(stored) ?? Authors;

    private static Layer MakeBlock(GhostVersion version, GhostBlockSettings block, int inChannels, int index) => version == GhostVersion.V3
        ? new GhostBottleneckV3(block, inChannels, index >= PlainBlocks)
        : new GhostBottleneck(block, inChannels, version == GhostVersion.V2 && index >= PlainBlocks);

    /// <returns>Channels of the last stage.</returns>
    private int AddStages(GhostVersion version, double width, int channels)
    {
        var index = 0;
        var reduction = 2;
        for (var i = 0; i < Stages.Length; i++)
        {
            var stage = new Sequential();
            foreach (var settings in Stages[i])
            {
                var block = settings with { Expanded = GhostParts.Scale(settings.Expanded * width), Channels = GhostParts.Scale(settings.Channels * width) };
                stage.Add(MakeBlock(version, block, channels, index++));
                channels = block.Channels;
                reduction *= block.Stride;
            }

            blocks.Add(stage);
            if (Stages[i][^1].Stride == 1)
                continue;
            ends.Add(i);
            maps.Add(new FeatureMap(channels, reduction, $"blocks.{i}"));
        }

        var last = GhostParts.Scale(Stages[^1][^1].Expanded * width);
        blocks.Add(new Sequential(new GhostConv(GhostParts.Conv(channels, last, 1), ActivationKind.Relu)));
        return last;
    }
}
