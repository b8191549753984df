using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.RepVits;

/// <summary>
/// Mobile networks arranged like transformers, with branched depthwise convolutions (Wang et al. 2024). Names as in timm's
/// <c>repvit.py</c>, with all branches.
/// </summary>
internal sealed class RepVit : ImageModel
{
    private readonly RepVitSettings settings;
    private readonly Sequential stem;
    private readonly Sequential stages;
    private readonly List<FeatureMap> maps = [];

    public RepVit(RepVitSettings settings, ModelOptions options)
        : base(options, "head")
    {
        this.settings = settings;
        var width = settings.Widths[0];
        stem = Register("stem", new Sequential(new Dictionary<string, Layer>
        {
            ["conv1"] = new ConvNorm(options.InChannels, width / 2, 3, 2, name: "c"),
            ["act1"] = new Activation(ActivationKind.Gelu),
            ["conv2"] = new ConvNorm(width / 2, width, 3, 2, name: "c"),
        }));
        stages = Register("stages", new Sequential());
        for (var stage = 0; stage < settings.Widths.Length; stage++)
        {
            stages.Add(new RepVitStage(settings, stage));
            maps.Add(new FeatureMap(settings.Widths[stage], 4 << stage, $"stages.{stage}"));
        }

        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override int NumFeatures => settings.Widths[^1];

    public override string FirstConv => "stem.conv1.c";

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

    protected override Layer MakeDefaultClassifier() => NumClasses > 0 ? new RepVitClassifier(HeadFeatures, NumClasses) : new Identity();
}
