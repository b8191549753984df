using Foldline.Models.Layers;
using Foldline.Models.Weights;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MetaFormers;

/// <summary>
/// PoolFormer (Yu et al. 2022a) and the baselines of Yu et al. (2022b): PoolFormerV2, ConvFormer, CAFormer. Names as in timm's
/// <c>metaformer.py</c>.
/// </summary>
internal sealed class MetaFormer : ImageModel
{
    private readonly MetaFormerSettings settings;
    private readonly Sequential stem;
    private readonly Sequential stages;
    private readonly NormMlpClassifierHead head;
    private readonly List<FeatureMap> maps = [];

    public MetaFormer(MetaFormerSettings settings, ModelOptions options)
        : base(options, settings.HasMlpHead ? "head.fc.fc2" : "head.fc")
    {
        this.settings = settings;
        stem = Register("stem", new Sequential(new Dictionary<string, Layer>
        {
            ["conv"] = new Conv2d(options.InChannels, settings.Widths[0], 7, new Conv2dOptions { Stride = 4, Padding = 2 }),
            ["norm"] = settings.IsFirstVersion ? new Identity() : new ScaleOnlyNorm(settings.Widths[0], NormScope.Place),
        }));
        stages = Register("stages", new Sequential());
        AddStages();
        head = Register("head", new NormMlpClassifierHead(NumFeatures, new LayerNorm2d(NumFeatures), 0, ActivationKind.Identity, options.DropRate));
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override int NumFeatures => settings.Widths[^1];

    public override string FirstConv => "stem.conv";

    public override LayerGrouping Grouping { get; } = new(
        "stem",
        [new(@"stages\.(\d+)")],
        [new(@"stages\.(\d+)\.downsample", 0), new(@"stages\.(\d+)\.blocks\.(\d+)")]);

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

    /// <summary>After PyTorch's defaults: convolutions and linear layers truncated normal.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        this.InitializeAll(generator);
    }

    internal override NameRules? RulesFor(IReadOnlySet<string> stored) => MetaFormerNames.For(stored) ?? base.RulesFor(stored);

    protected override Layer MakeDefaultClassifier() => settings.HasMlpHead && NumClasses > 0
        ? new MlpClassifier(HeadFeatures, NumClasses, Options.DropRate)
        : base.MakeDefaultClassifier();

    protected override void PlaceClassifier(Layer layer) => head.Place(layer);

    private void AddStages()
    {
        var count = settings.Depths.Sum();
        var index = 0;
        for (var stage = 0; stage < settings.Depths.Length; stage++)
        {
            var blocks = new List<Layer>();
            for (var i = 0; i < settings.Depths[stage]; i++)
                blocks.Add(new MetaFormerBlock(settings, stage, Options.DropPathRate * index++ / (count - 1)));
            stages.Add(new MetaFormerStage(settings, stage, blocks));
            maps.Add(new FeatureMap(settings.Widths[stage], 4 << stage, $"stages.{stage}"));
        }
    }
}
