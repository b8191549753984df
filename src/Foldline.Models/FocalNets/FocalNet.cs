using Foldline.Models.Layers;
using Foldline.Models.Weights;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.FocalNets;

/// <summary>Networks of focal modulation instead of attention (Yang et al. 2022). Names as in timm's <c>focalnet.py</c>.</summary>
internal sealed class FocalNet : ImageModel
{
    private const double Epsilon = 1e-5;
    private readonly FocalNetSettings settings;
    private readonly Sequential stem;
    private readonly Sequential layers;
    private readonly LayerNorm2d norm;
    private readonly ClassifierHead head;
    private readonly List<FeatureMap> maps = [];

    public FocalNet(FocalNetSettings settings, ModelOptions options)
        : base(options, "head.fc")
    {
        this.settings = settings;
        stem = Register("stem", Shrink(options.InChannels, settings.Width, 4, settings.IsLarge ? (7, 2) : (4, 0)));
        layers = Register("layers", new Sequential());
        AddStages();
        norm = Register("norm", new LayerNorm2d(NumFeatures, Epsilon));
        head = Register("head", new ClassifierHead());
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override int NumFeatures => settings.Width << (settings.Depths.Length - 1);

    public override string FirstConv => "stem.proj";

    public override LayerGrouping Grouping { get; } = new(
        "stem",
        [new(@"layers\.(\d+)"), new("norm", LayerPattern.Last)],
        [new(@"layers\.(\d+).downsample", 0), new(@"layers\.(\d+)\.\w+\.(\d+)"), new("norm", LayerPattern.Last)]);

    public override Tensor ForwardFeatures(Tensor images) => stem.Forward(images).Then(layers).Then(norm);

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        var features = new List<Tensor> { stem.Forward(images).Then(layers[0]) };
        for (var i = 1; i < layers.Count; i++)
            features.Add(layers[i].Forward(features[^1]));
        return features;
    }

    /// <summary>After PyTorch's defaults: convolutions and linear layers truncated normal.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        this.InitializeAll(generator);
    }

    internal override NameRules? RulesFor(IReadOnlySet<string> stored) => FocalNetNames.For(stored, StateDict().ContainsKey("layers.0.blocks.0.norm1_post.weight")) ?? base.RulesFor(stored);

    protected override void PlaceClassifier(Layer layer) => head.Place(layer);

    private static Sequential Shrink(int inChannels, int outChannels, int stride, (int Kernel, int Padding) shape) => new(new Dictionary<string, Layer>
    {
        ["proj"] = new Conv2d(inChannels, outChannels, shape.Kernel, new Conv2dOptions { Stride = stride, Padding = shape.Padding }),
        ["norm"] = new LayerNorm2d(outChannels, Epsilon),
    });

    private void AddStages()
    {
        var count = settings.Depths.Sum();
        var index = 0;
        for (var stage = 0; stage < settings.Depths.Length; stage++)
        {
            var channels = settings.Width << stage;
            var blocks = new List<Layer>();
            for (var i = 0; i < settings.Depths[stage]; i++)
                blocks.Add(new FocalNetBlock(settings, channels, Options.DropPathRate * index++ / (count - 1)));
            layers.Add(new FocalNetStage(stage == 0 ? new Identity() : Shrink(channels / 2, channels, 2, settings.IsLarge ? (3, 1) : (2, 0)), blocks));
            maps.Add(new FeatureMap(channels, 4 << stage, $"layers.{stage}"));
        }
    }
}
