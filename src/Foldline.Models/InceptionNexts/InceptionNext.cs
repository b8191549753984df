using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.InceptionNexts;

/// <summary>ConvNeXt with large kernels cut into bands (Yu et al. 2024). Names as in timm's <c>inception_next.py</c>.</summary>
internal sealed class InceptionNext : ImageModel
{
    private const int HeadRatio = 3;
    private static readonly int[] Expansions = [4, 4, 4, 3];
    private readonly InceptionNextSettings settings;
    private readonly Sequential stem;
    private readonly Sequential stages;
    private readonly InceptionNextHead head;
    private readonly List<FeatureMap> maps = [];

    public InceptionNext(InceptionNextSettings settings, ModelOptions options)
        : base(options, "head.fc2")
    {
        this.settings = settings;
        var width = settings.Widths[0];
        stem = Register("stem", new Sequential(new Conv2d(options.InChannels, width, 4, new Conv2dOptions { Stride = 4 }), new BatchNorm2d(width)));
        stages = Register("stages", new Sequential());
        AddStages();
        head = Register("head", new InceptionNextHead(base.HeadFeatures, HeadFeatures));
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override int NumFeatures => settings.Widths[^1];

    public override int HeadFeatures => HeadRatio * NumFeatures;

    public override string FirstConv => "stem.0";

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
        using var scope = new TensorScope();
        var hidden = head.PreLogits(Pooling.Apply(features, GlobalPool));
        if (Options.DropRate > 0 && Training)
            hidden = hidden.Dropout(Options.DropRate, train: true);
        return scope.Keep(preLogits ? hidden : Classifier.Forward(hidden));
    }

    /// <summary>After PyTorch's defaults: convolutions and linear layers truncated normal.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        this.InitializeAll(generator);
    }

    protected override void PlaceClassifier(Layer layer) => head.Place(layer);

    private void AddStages()
    {
        var count = settings.Depths.Sum();
        var (index, channels) = (0, settings.Widths[0]);
        for (var stage = 0; stage < settings.Depths.Length; stage++)
        {
            var width = settings.Widths[stage];
            var blocks = new List<Layer>();
            for (var i = 0; i < settings.Depths[stage]; i++)
                blocks.Add(new InceptionNextBlock(settings, width, Expansions[stage], Options.DropPathRate * index++ / (count - 1)));
            stages.Add(new InceptionNextStage(channels, width, blocks));
            maps.Add(new FeatureMap(width, 4 << stage, $"stages.{stage}"));
            channels = width;
        }
    }
}
