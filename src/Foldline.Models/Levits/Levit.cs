using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Levits;

/// <summary>
/// LeViT (Graham et al. 2021): a convolutional stem, then attention in three stages. Features are tokens, or maps in the
/// convolutional variants. Names as in timm's <c>levit.py</c>.
/// </summary>
internal sealed class Levit : ImageModel
{
    private const string Head = "head";
    private const string DistillationHead = "head_dist";
    private readonly LevitParts parts;
    private readonly Sequential stem;
    private readonly LevitStage[] stages;
    private readonly List<FeatureMap> maps = [];
    private Layer? head;
    private Layer? distillationHead;

    public Levit(LevitSettings settings, ModelOptions options)
        : base(options, "head.linear")
    {
        parts = new LevitParts(settings);
        stem = Register("stem", MakeStem());
        var reduction = settings.FineStem ? 8 : 16;
        var size = options.ImageSize ?? 224;
        var grid = new Size2(size.Height / reduction, size.Width / reduction);
        var container = Register("stages", new Sequential());
        stages = new LevitStage[settings.Widths.Length];
        for (var i = 0; i < stages.Length; i++)
        {
            stages[i] = new LevitStage(parts, i, grid, options.DropPathRate);
            container.Add(stages[i]);
            grid = stages[i].Grid;
            maps.Add(new FeatureMap(settings.Widths[i], reduction << i, $"stages.{i}"));
        }

        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override int NumFeatures => parts.Settings.Widths[^1];

    public override string FirstConv => "stem.conv1.linear";

    public override IReadOnlyList<string> ClassifierNames =>
        parts.Settings.Distilled ? [ClassifierName, $"{DistillationHead}.linear"] : base.ClassifierNames;

    /// <summary>By stem and stages. timm's own patterns are those of other networks and would put everything in one group.</summary>
    public override LayerGrouping Grouping { get; } = new(
        "stem",
        [new(@"stages\.(\d+)")],
        [new(@"stages\.(\d+)\.downsample"), new(@"stages\.(\d+)\.blocks\.(\d+)")]);

    public override IReadOnlyList<string> NoWeightDecay => ["attention_biases"];

    public override Tensor ForwardFeatures(Tensor images)
    {
        var features = Embed(images);
        foreach (var stage in stages)
            features = features.Then(stage);
        return features;
    }

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        var features = new List<Tensor>();
        var x = Embed(images);
        foreach (var stage in stages)
        {
            x = x.Then(stage);
            features.Add(parts.ToMap(x, stage.Grid));
        }

        x.Dispose();
        return features;
    }

    /// <summary>The mean of both heads where there is one for distillation, while training too.</summary>
    public override Tensor ForwardHead(Tensor features, bool preLogits = false)
    {
        using var scope = new TensorScope();
        var pooled = parts.Settings.Convolutional ? Pooling.Apply(features, GlobalPool) : TokenPooling.Apply(features, GlobalPool, 0);
        if (preLogits)
            return scope.Keep(pooled);
        var logits = head!.Forward(pooled);
        return scope.Keep(distillationHead is null ? logits : (logits + distillationHead.Forward(pooled)) / 2);
    }

    protected override void InitializeClassifier(TorchGenerator generator)
    {
        head!.Initialize(generator);
        distillationHead?.Initialize(generator);
    }

    protected override void PlaceClassifier(Layer layer)
    {
        head = Register(Head, WithNorm(layer, Options.DropRate));
        if (parts.Settings.Distilled)
            distillationHead = Register(DistillationHead, WithNorm(MakeClassifier(), dropRate: 0));
    }

    private Layer WithNorm(Layer classifier, double dropRate) => NumClasses > 0 ? new NormLinear(NumFeatures, classifier, dropRate) : classifier;

    private Tensor Embed(Tensor images)
    {
        var map = stem.Forward(images);
        if (parts.Settings.Convolutional)
            return map;
        using var scope = new TensorScope();
        var tokens = scope.Keep(map.Flatten(2).Transpose(1, 2));
        map.Dispose();
        return tokens;
    }

    private Sequential MakeStem()
    {
        var settings = parts.Settings;
        var steps = settings.FineStem ? 3 : 4;
        var made = new Sequential();
        var inChannels = Options.InChannels;
        for (var i = 1; i <= steps; i++)
        {
            var channels = settings.Widths[0] >> (steps - i);
            made.Add($"conv{i}", new LevitConv(inChannels, channels, kernelSize: 3, stride: 2));
            if (i < steps)
                made.Add($"act{i}", parts.Act());
            inChannels = channels;
        }

        return made;
    }
}
