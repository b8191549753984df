using Foldline.Models.Layers;
using Foldline.Models.Weights;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.DaVits;

/// <summary>Transformer whose blocks attend among places of windows and among channels in turn (Ding et al. 2022). Names as in timm's <c>davit.py</c>.</summary>
internal sealed class DaVit : ImageModel
{
    private const int HeadChannels = 32;
    private const double Epsilon = 1e-5;
    private readonly DaVitSettings settings;
    private readonly Sequential stem;
    private readonly Sequential stages;
    private readonly NormMlpClassifierHead head;
    private readonly List<FeatureMap> maps = [];

    public DaVit(DaVitSettings settings, ModelOptions options)
        : base(options, "head.fc")
    {
        this.settings = settings;
        stem = Register("stem", new Sequential(new Dictionary<string, Layer>
        {
            ["conv"] = new PaddedConv(options.InChannels, settings.Width, 7, new Conv2dOptions { Stride = 4, Padding = 3 }),
            ["norm"] = new LayerNorm2d(settings.Width, Epsilon),
        }));
        stages = Register("stages", new Sequential());
        AddStages();
        head = Register("head", new NormMlpClassifierHead(NumFeatures, new LayerNorm2d(NumFeatures, Epsilon), 0, ActivationKind.Identity, options.DropRate));
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override int NumFeatures => settings.Width << (settings.Depths.Length - 1);

    public override string FirstConv => "stem.conv";

    public override LayerGrouping Grouping { get; } = new(
        "stem",
        [new(@"stages\.(\d+)")],
        [new(@"stages\.(\d+).downsample", 0), new(@"stages\.(\d+)\.blocks\.(\d+)"), new("norm_pre", LayerPattern.Last)]);

    public override Tensor ForwardFeatures(Tensor images) => stem.Forward(images).Then(stages);

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        var features = new List<Tensor> { stem.Forward(images).Then(stages[0]) };
        for (var i = 1; i < stages.Count; i++)
            features.Add(stages[i].Forward(features[^1]));
        return features;
    }

    public override Tensor ForwardHead(Tensor features, bool preLogits = false)
    {
        var pooled = head.PreLogits(features, GlobalPool);
        return preLogits ? pooled : pooled.Then(Classifier);
    }

    /// <summary>After PyTorch's defaults: linear layers truncated normal.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        this.InitializeLinear(generator);
    }

    internal override NameRules? RulesFor(IReadOnlySet<string> stored) => DaVitNames.For(stored) ?? base.RulesFor(stored);

    protected override void PlaceClassifier(Layer layer) => head.Place(layer);

    private void AddStages()
    {
        var count = settings.Depths.Sum();
        var index = 0;
        for (var stage = 0; stage < settings.Depths.Length; stage++)
        {
            var channels = settings.Width << stage;
            var blocks = new List<Layer>();
            for (var i = 0; i < settings.Depths[stage]; i++)
                blocks.Add(Pair(channels, Options.DropPathRate * index++ / (count - 1)));
            stages.Add(new DaVitStage(stage == 0 ? new Identity() : Halve(channels / 2, channels), blocks));
            maps.Add(new FeatureMap(channels, 4 << stage, $"stages.{stage}"));
        }
    }

    private Sequential Halve(int inChannels, int outChannels) => new(new Dictionary<string, Layer>
    {
        ["norm"] = new LayerNorm2d(inChannels, Epsilon),
        ["conv"] = settings.IsFlorence
            ? new Conv2d(inChannels, outChannels, 3, new Conv2dOptions { Stride = 2, Padding = 1 })
            : new PaddedConv(inChannels, outChannels, 2, new Conv2dOptions { Stride = 2 }),
    });

    private Sequential Pair(int channels, double dropRate)
    {
        var heads = channels / HeadChannels;
        return new Sequential(new Dictionary<string, Layer>
        {
            [settings.IsFlorence ? "spatial_block" : "0"] = new DaVitBlock(channels, new SpatialAttention(channels, heads, settings.IsFlorence ? 12 : 7), dropRate),
            [settings.IsFlorence ? "channel_block" : "1"] = new DaVitBlock(channels, new ChannelAttention(channels, heads, settings.IsFlorence), dropRate),
        });
    }
}
