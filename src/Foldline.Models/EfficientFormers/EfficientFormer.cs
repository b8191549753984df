using Foldline.Models.Layers;
using Foldline.Models.Weights;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientFormers;

/// <summary>Mobile networks of pooling whose last blocks have attention (Li et al. 2022). Names as in timm's <c>efficientformer.py</c>.</summary>
internal sealed class EfficientFormer : DistilledModel
{
    private const int ImageSize = 224;
    private readonly EfficientFormerSettings settings;
    private readonly Sequential stem;
    private readonly Sequential stages;
    private readonly LayerNorm norm;
    private readonly List<FeatureMap> maps = [];

    public EfficientFormer(EfficientFormerSettings settings, ModelOptions options)
        : base(options)
    {
        this.settings = settings;
        stem = Register("stem", Stem(options.InChannels, settings.Widths[0]));
        stages = Register("stages", new Sequential());
        AddStages();
        norm = Register("norm", new LayerNorm(NumFeatures));
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override int NumFeatures => settings.Widths[^1];

    public override string FirstConv => "stem.conv1";

    public override LayerGrouping Grouping { get; } = new(
        "stem",
        [new(@"stages\.(\d+)"), new("norm", LayerPattern.Last)],
        [new(@"stages\.(\d+)"), new("norm", LayerPattern.Last)]);

    public override IReadOnlyList<string> NoWeightDecay => ["attention_biases"];

    /// <summary>Images to the last tokens: [N, 49, features].</summary>
    public override Tensor ForwardFeatures(Tensor images)
    {
        FixedImageSize.Check(images, ImageSize);
        return stem.Forward(images).Then(stages).Then(norm);
    }

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        FixedImageSize.Check(images, ImageSize);
        var features = new List<Tensor> { stem.Forward(images).Then(stages[0]) };
        for (var i = 1; i < stages.Count - 1; i++)
            features.Add(stages[i].Forward(features[^1]));
        using var tokens = stages[stages.Count - 1].Forward(features[^1]);
        using var turned = tokens.Transpose(1, 2);
        features.Add(turned.Unflatten(2, [features[^1].Size(2) / 2, features[^1].Size(3) / 2]));
        return features;
    }

    public override Tensor ForwardHead(Tensor features, bool preLogits = false)
    {
        using var scope = new TensorScope();
        return scope.Keep(base.ForwardHead(features.Transpose(1, 2).Unsqueeze(-1), preLogits));
    }

    /// <summary>After PyTorch's defaults: linear layers truncated normal.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        this.InitializeLinear(generator);
    }

    internal override NameRules? RulesFor(IReadOnlySet<string> stored) => EfficientFormerNames.For(stored) ?? base.RulesFor(stored);

    private static Sequential Stem(int inChannels, int channels)
    {
        var options = new Conv2dOptions { Stride = 2, Padding = 1 };
        return new Sequential(new Dictionary<string, Layer>
        {
            ["conv1"] = new Conv2d(inChannels, channels / 2, 3, options),
            ["norm1"] = new BatchNorm2d(channels / 2),
            ["act1"] = new Activation(ActivationKind.Relu),
            ["conv2"] = new Conv2d(channels / 2, channels, 3, options),
            ["norm2"] = new BatchNorm2d(channels),
            ["act2"] = new Activation(ActivationKind.Relu),
        });
    }

    private void AddStages()
    {
        var count = settings.Depths.Sum();
        var index = 0;
        for (var stage = 0; stage < settings.Depths.Length; stage++)
        {
            var (depth, channels) = (settings.Depths[stage], settings.Widths[stage]);
            var tokenBlocks = stage == settings.Depths.Length - 1 ? settings.AttentionBlocks : 0;
            var blocks = new List<Layer>();
            for (var i = 0; i < depth; i++)
            {
                if (i == depth - tokenBlocks)
                    blocks.Add(new ToTokens());
                var dropRate = Options.DropPathRate * index++ / (count - 1);
                blocks.Add(i >= depth - tokenBlocks ? new TokenBlock(channels, dropRate) : new MapBlock(channels, dropRate));
            }

            stages.Add(new EfficientFormerStage(settings.Widths[Math.Max(stage - 1, 0)], channels, blocks));
            maps.Add(new FeatureMap(channels, 4 << stage, $"stages.{stage}"));
        }
    }
}
