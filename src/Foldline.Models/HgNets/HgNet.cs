using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.HgNets;

/// <summary>PaddlePaddle's networks for fast GPUs, PP-HGNet and PP-HGNetV2. Names as in timm's <c>hgnet.py</c>.</summary>
internal sealed class HgNet : ImageModel
{
    private const int Hidden = 2048;
    private readonly HgNetSettings settings;
    private readonly Layer stem;
    private readonly Sequential stages;
    private readonly HgHead head;
    private readonly List<FeatureMap> maps = [];

    public HgNet(HgNetSettings settings, ModelOptions options)
        : base(options, "head.fc")
    {
        this.settings = settings;
        stem = Register("stem", settings.IsSecondVersion
            ? new HgStem(options.InChannels, settings.Stem[0], settings.Stem[1], settings.HasAffine)
            : FirstStem(options.InChannels, settings.Stem));
        stages = Register("stages", new Sequential());
        AddStages();
        head = Register("head", new HgHead(base.HeadFeatures, Hidden, settings.HasAffine));
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override int NumFeatures => settings.Stages[^1].Out;

    public override int HeadFeatures => Hidden;

    public override string FirstConv => settings.IsSecondVersion ? "stem.stem1.conv" : "stem.stem.0.conv";

    public override LayerGrouping Grouping { get; } = new("stem", [new(@"stages\.(\d+)")], [new(@"stages\.(\d+).blocks\.(\d+)")]);

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

    /// <summary>After PyTorch's defaults: convolutions by He et al. (normal, fan out), no biases of linear layers.</summary>
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

    private static Layer FirstStem(int inChannels, int[] channels) => new Sequential(new Dictionary<string, Layer>
    {
        ["stem"] = new Sequential(
            new HgConv(inChannels, channels[0], 3, 2),
            new HgConv(channels[0], channels[1], 3),
            new HgConv(channels[1], channels[2], 3)),
        ["pool"] = new MaxPool2d(3, 2, 1),
    });

    private void AddStages()
    {
        var count = settings.Stages.Sum(stage => stage.Blocks);
        var (index, channels) = (0, settings.Stem[^1]);
        for (var i = 0; i < settings.Stages.Length; i++)
        {
            var stage = settings.Stages[i];
            Layer downsample = i == 0 ? new Identity() : new HgConv(channels, channels, 3, 2, channels, activates: false);
            var blocks = new List<Layer>();
            for (var block = 0; block < stage.Blocks; block++)
            {
                var dropRate = Options.DropPathRate * index++ / (count - 1);
                blocks.Add(new HgBlock(settings, stage, channels, block == 0 ? null : dropRate));
                channels = stage.Out;
            }

            stages.Add(new HgStage(downsample, blocks));
            maps.Add(new FeatureMap(channels, 4 << i, $"stages.{i}"));
        }
    }
}
