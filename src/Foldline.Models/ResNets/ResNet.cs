using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.ResNets;

/// <summary>
/// ResNet and its relatives with the order convolution, norm, activation: ResNeXt, wide ResNet, SE-ResNet, SE-ResNeXt,
/// SENet-154, ECA-ResNet, ResNet-RS, anti-aliased ResNets, and networks that put other blocks into the same frame (SKNet, ResNeSt,
/// Res2Net). Names as in timm's <c>resnet.py</c>.
/// </summary>
internal sealed class ResNet : ImageModel
{
    private readonly Layer conv1;
    private readonly Layer bn1;
    private readonly Layer act1;
    private readonly Layer maxpool;
    private readonly Sequential[] stages;
    private readonly List<FeatureMap> maps = [];

    public ResNet(ResNetSettings settings, ModelOptions options)
        : base(options, "fc")
    {
        var parts = new ResNetParts(settings);
        var stem = settings.Stem == StemKind.Plain ? 64 : settings.StemWidth * 2;
        conv1 = Register("conv1", Stem(parts, options.InChannels, stem));
        bn1 = Register("bn1", parts.Norm(stem));
        act1 = Register("act1", ResNetParts.Relu());
        maxpool = Register("maxpool", StemPool(parts, stem));
        maps.Add(new FeatureMap(stem, 2, "act1"));
        stages = MakeStages(parts, stem);
        NumFeatures = maps[^1].Channels;
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override int NumFeatures { get; }

    public override LayerGrouping Grouping { get; } = new("conv1|bn1|maxpool", [new(@"layer(\d+)")], [new(@"layer(\d+)\.(\d+)")]);

    public override string FirstConv => conv1 is Sequential ? "conv1.0" : "conv1";

    public override Tensor ForwardFeatures(Tensor images)
    {
        var x = conv1.Forward(images).Then(bn1).Then(act1).Then(maxpool);
        foreach (var stage in stages)
            x = x.Then(stage);
        return x;
    }

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        var features = new List<Tensor> { conv1.Forward(images).Then(bn1).Then(act1) };
        var x = maxpool.Forward(features[0]);
        features.Add(x.Then(stages[0]));
        foreach (var stage in stages.AsSpan(1))
            features.Add(stage.Forward(features[^1]));
        return features;
    }

    /// <summary>After PyTorch's defaults: convolutions by He et al. (normal, fan out), the last norm of every branch at 0 if the options say so.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        foreach (var (_, module) in Modules())
        {
            if (module is Conv2d conv)
                Init.KaimingNormal(conv.Weight, generator, fanOut: true);
        }

        if (!Options.ZeroInitLast)
            return;
        foreach (var (_, module) in Modules())
        {
            if (module is ResidualBlock { LastNorm: BatchNorm2d norm })
                Init.Constant(norm.Weight!, 0);
        }
    }

    private static Layer Stem(ResNetParts parts, int inChannels, int outChannels)
    {
        var width = parts.Settings.StemWidth;
        if (parts.Settings.Stem == StemKind.Plain)
            return ResNetParts.Conv(inChannels, outChannels, 7, 2);
        var first = parts.Settings.Stem == StemKind.Tiered ? 3 * (width / 4) : width;
        return new Sequential(
            ResNetParts.Conv(inChannels, first, 3, 2),
            parts.Norm(first),
            ResNetParts.Relu(),
            ResNetParts.Conv(first, width, 3),
            parts.Norm(width),
            ResNetParts.Relu(),
            ResNetParts.Conv(width, outChannels, 3));
    }

    private static Layer StemPool(ResNetParts parts, int channels)
    {
        if (parts.Settings.ReplaceStemPool)
            return new Sequential(ResNetParts.Conv(channels, channels, 3, 2), parts.Norm(channels), ResNetParts.Relu());
        return parts.Settings.AntiAlias switch
        {
            AntiAliasKind.Average => parts.AntiAlias(channels, 2),
            AntiAliasKind.Blur => new Sequential(new MaxPool2d(3, 1, 1), parts.AntiAlias(channels, 2)),
            _ => new MaxPool2d(3, 2, 1),
        };
    }

    private static BlockShape Shape(ResNetSettings settings, int stage, int block) => new()
    {
        Planes = settings.Planes[stage],
        Bottleneck = settings.StageBottlenecks?[stage],
        Pruned = settings.Pruned?[stage] is { } pruned ? (pruned.Blocks[block].First, pruned.Blocks[block].Middle, pruned.Channels) : null,
    };

    private Sequential[] MakeStages(ResNetParts parts, int inChannels)
    {
        var depths = parts.Settings.Depths;
        var count = depths.Sum();
        var index = 0;
        var reduction = 4;
        var made = new Sequential[depths.Length];
        for (var stage = 0; stage < depths.Length; stage++)
        {
            made[stage] = Register($"layer{stage + 1}", new Sequential());
            for (var i = 0; i < depths[stage]; i++)
            {
                var stride = i == 0 && stage > 0 ? 2 : 1;
                var shape = Shape(parts.Settings, stage, i) with { InChannels = inChannels, Stride = stride, DropPath = Options.DropPathRate * index++ / (count - 1) };
                made[stage].Add(parts.Block(shape));
                inChannels = parts.OutChannels(shape);
                reduction *= stride;
            }

            maps.Add(new FeatureMap(inChannels, reduction, $"layer{stage + 1}"));
        }

        return made;
    }
}
