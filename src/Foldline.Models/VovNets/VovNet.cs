using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.VovNets;

/// <summary>VoVNet (Lee et al. 2019) and VoVNetV2 with shortcuts and attention (Lee and Park 2020). Names as in timm's <c>vovnet.py</c>.</summary>
internal sealed class VovNet : ImageModel
{
    private readonly Sequential stem;
    private readonly Sequential stages;
    private readonly ClassifierHead head;
    private readonly List<FeatureMap> maps = [];

    public VovNet(VovNetSettings settings, ModelOptions options)
        : base(options, "head.fc")
    {
        var widths = settings.StemWidths;
        stem = Register("stem", new Sequential(
            new ConvNormAct(settings.Norm, options.InChannels, widths[0], 3, 2),
            settings.Conv(widths[0], widths[1]),
            settings.Conv(widths[1], widths[2], 2)));
        maps.Add(new FeatureMap(widths[1], 2, "stem.1"));
        stages = Register("stages", new Sequential());
        AddStages(settings, widths[2]);
        NumFeatures = settings.Widths[^1];
        head = Register("head", new ClassifierHead());
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override int NumFeatures { get; }

    public override string FirstConv => "stem.0.conv";

    public override LayerGrouping Grouping { get; } = new("stem", [new(@"stages\.(\d+)")], [new(@"stages\.(\d+)\.blocks\.(\d+)")]);

    public override Tensor ForwardFeatures(Tensor images) => stem.Forward(images).Then(stages);

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        var features = new List<Tensor>(stem.ForwardMaps(images, [1]));
        using var stemOutput = stem[2].Forward(features[0]);
        features.Add(stages[0].Forward(stemOutput));
        for (var i = 1; i < stages.Count; i++)
            features.Add(stages[i].Forward(features[^1]));
        return features;
    }

    /// <summary>After PyTorch's defaults: convolutions by He et al. (normal, fan out), a classifier without bias.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        foreach (var (_, module) in Modules())
        {
            if (module is Conv2d conv)
                Init.KaimingNormal(conv.Weight, generator, fanOut: true);
            else if (module is Linear linear)
                Init.Constant(linear.Bias!, 0);
        }
    }

    protected override void PlaceClassifier(Layer layer) => head.Place(layer);

    private void AddStages(VovNetSettings settings, int channels)
    {
        var count = settings.Depths.Sum();
        var index = 0;
        var reduction = 4;
        for (var stage = 0; stage < settings.Depths.Length; stage++)
        {
            var blocks = new List<Layer>();
            for (var i = 0; i < settings.Depths[stage]; i++)
            {
                blocks.Add(new OneShotBlock(settings, new VovBlockShape(
                    channels,
                    settings.InnerWidths[stage],
                    settings.Widths[stage],
                    HasShortcut: settings.HasShortcuts && i > 0,
                    IsLast: i == settings.Depths[stage] - 1,
                    Options.DropPathRate * index++ / (count - 1))));
                channels = settings.Widths[stage];
            }

            stages.Add(new VovStage(pools: stage > 0, blocks));
            reduction *= stage > 0 ? 2 : 1;
            maps.Add(new FeatureMap(channels, reduction, $"stages.{stage}"));
        }
    }
}
