using Foldline.Models.Layers;
using Foldline.Models.Weights;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.FastVits;

/// <summary>
/// Networks of branched convolutions, some with attention in the last stages (Vasu et al. 2023), and the image encoders of
/// MobileCLIP. Names as in timm's <c>fastvit.py</c>, with all branches.
/// </summary>
internal sealed class FastVit : ImageModel
{
    private const int HeadRatio = 2;

    // The fifth stage of the largest networks is no feature map, as in timm.
    private const int Maps = 4;
    private readonly FastVitSettings settings;
    private readonly Sequential stem;
    private readonly Sequential stages;
    private readonly MobileOneBlock finalConv;
    private readonly ClassifierHead head;
    private readonly List<FeatureMap> maps = [];

    public FastVit(FastVitSettings settings, ModelOptions options)
        : base(options, "head.fc")
    {
        this.settings = settings;
        var width = settings.Widths[0];
        stem = Register("stem", new Sequential(
            new MobileOneBlock(new MobileOneShape(options.InChannels, width, 3) { Stride = 2, HasScaleBranch = !settings.IsLarge }),
            new MobileOneBlock(new MobileOneShape(width, width, 3) { Stride = 2, IsDepthwise = true, HasScaleBranch = !settings.IsLarge }),
            new MobileOneBlock(new MobileOneShape(width, width, 1))));
        stages = Register("stages", new Sequential());
        AddStages();
        finalConv = Register("final_conv", new MobileOneBlock(new MobileOneShape(settings.Widths[^1], NumFeatures, 3) { IsDepthwise = true, Excites = true }));
        head = Register("head", new ClassifierHead());
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override int NumFeatures => HeadRatio * settings.Widths[^1];

    public override string FirstConv => "stem.0.conv_kxk.0.conv";

    public override LayerGrouping Grouping { get; } = new(
        "stem",
        [new(@"stages\.(\d+)")],
        [new(@"stages\.(\d+).downsample", 0), new(@"stages\.(\d+).pos_emb", 0), new(@"stages\.(\d+)\.\w+\.(\d+)")]);

    public override Tensor ForwardFeatures(Tensor images) => stem.Forward(images).Then(stages).Then(finalConv);

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        var features = new List<Tensor> { stem.Forward(images).Then(stages[0]) };
        for (var i = 1; i < maps.Count; i++)
            features.Add(stages[i].Forward(features[^1]));
        return features;
    }

    /// <summary>After PyTorch's and the blocks' own defaults: linear layers truncated normal.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        this.InitializeLinear(generator);
    }

    /// <summary>Fits the other branch of the first convolution to images of other channels.</summary>
    public override Tensor? Fit(string name, Tensor stored, Tensor own) => name == "stem.0.conv_scale.conv.weight" && stored.Size(1) != own.Size(1)
        ? FirstConvAdapter.Adapt(stored, own.Size(1))
        : null;

    internal override NameRules? RulesFor(IReadOnlySet<string> stored) => FastVitNames.For(stored) ?? base.RulesFor(stored);

    protected override void PlaceClassifier(Layer layer) => head.Place(layer);

    private void AddStages()
    {
        var count = settings.Depths.Sum();
        var index = 0;
        for (var stage = 0; stage < settings.Depths.Length; stage++)
        {
            var channels = settings.Widths[stage];
            var blocks = new List<Layer>();
            for (var i = 0; i < settings.Depths[stage]; i++)
            {
                var dropRate = Options.DropPathRate * index++ / (count - 1);
                blocks.Add(stage >= settings.FirstAttentionStage
                    ? new AttentionBlock(channels, settings.Expansion * channels, settings.IsLarge, dropRate)
                    : new RepMixerBlock(channels, settings.Expansion * channels, dropRate));
            }

            stages.Add(new FastVitStage(settings, stage, blocks));
            if (stage < Maps)
                maps.Add(new FeatureMap(channels, 4 << stage, $"stages.{stage}"));
        }
    }
}
