using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientFormerV2s;

/// <summary>Mobile networks of inverted residuals with attention in the last stages (Li et al. 2023). Names as in timm's <c>efficientformer_v2.py</c>.</summary>
internal sealed class EfficientFormerV2 : DistilledModel
{
    private const int DefaultSize = 224;
    private const int FirstAttentionStage = 2;
    private readonly EfficientFormerV2Settings settings;
    private readonly Size2 imageSize;
    private readonly Sequential stem;
    private readonly Sequential stages;
    private readonly BatchNorm2d norm;
    private readonly List<FeatureMap> maps = [];

    public EfficientFormerV2(EfficientFormerV2Settings settings, ModelOptions options)
        : base(options)
    {
        this.settings = settings;
        imageSize = options.ImageSize ?? DefaultSize;
        var width = settings.Widths[0];
        stem = Register("stem", new Sequential(new Dictionary<string, Layer>
        {
            ["conv1"] = new BiasedConvNorm(options.InChannels, width / 2, 3, 2, activates: true),
            ["conv2"] = new BiasedConvNorm(width / 2, width, 3, 2, activates: true),
        }));
        stages = Register("stages", new Sequential());
        AddStages();
        norm = Register("norm", new BatchNorm2d(NumFeatures));
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override int NumFeatures => settings.Widths[^1];

    public override string FirstConv => "stem.conv1.conv";

    public override LayerGrouping Grouping { get; } = new(
        "stem",
        [new(@"stages\.(\d+)"), new("norm", LayerPattern.Last)],
        [new(@"stages\.(\d+)"), new("norm", LayerPattern.Last)]);

    public override IReadOnlyList<string> NoWeightDecay => ["attention_biases"];

    public override Tensor ForwardFeatures(Tensor images)
    {
        FixedImageSize.Check(images, imageSize);
        return stem.Forward(images).Then(stages).Then(norm);
    }

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        FixedImageSize.Check(images, imageSize);
        var features = new List<Tensor> { stem.Forward(images).Then(stages[0]) };
        for (var i = 1; i < stages.Count; i++)
            features.Add(stages[i].Forward(features[^1]));
        return features;
    }

    /// <summary>After PyTorch's defaults: linear layers truncated normal.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        this.InitializeLinear(generator);
    }

    private static Size2 Divide(Size2 size, int by) => new((size.Height + by - 1) / by, (size.Width + by - 1) / by);

    private void AddStages()
    {
        var count = settings.Expansions.Sum(stage => stage.Length);
        var index = 0;
        for (var stage = 0; stage < settings.Widths.Length; stage++)
        {
            var (channels, depth) = (settings.Widths[stage], settings.Expansions[stage].Length);
            var before = Divide(imageSize, 4 << Math.Max(stage - 1, 0));
            var map = stage == 0 ? before : Divide(before, 2);
            Layer downsample = stage == 0
                ? new Identity()
                : new Downsample(settings.Widths[stage - 1], channels, stage > FirstAttentionStage ? before : null);
            var blocks = new List<Layer>();
            for (var i = 0; i < depth; i++)
            {
                var attends = stage >= FirstAttentionStage && i >= depth - settings.AttentionBlocks;
                var attention = attends ? new TalkingAttention(channels, map, isHalved: stage == FirstAttentionStage) : null;
                blocks.Add(new EfficientFormerV2Block(channels, settings.Expansions[stage][i], attention, Options.DropPathRate * index++ / (count - 1)));
            }

            stages.Add(new EfficientFormerV2Stage(downsample, blocks));
            maps.Add(new FeatureMap(channels, 4 << stage, $"stages.{stage}"));
        }
    }
}
