using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.StarNets;

/// <summary>Networks of element-wise products (Ma et al. 2024, "Rewrite the Stars"). Names as in timm's <c>starnet.py</c>.</summary>
internal sealed class StarNet : ImageModel
{
    private const int StemWidth = 32;
    private const double Deviation = 0.02;
    private readonly StarNetSettings settings;
    private readonly Sequential stem;
    private readonly Sequential stages;
    private readonly BatchNorm2d norm;
    private readonly List<FeatureMap> maps = [];

    public StarNet(StarNetSettings settings, ModelOptions options)
        : base(options, "head")
    {
        this.settings = settings;
        stem = Register("stem", new Sequential(Conv(options.InChannels, StemWidth, 3, 2), new Activation(ActivationKind.Relu6)));
        stages = Register("stages", new Sequential());
        AddStages();
        norm = Register("norm", new BatchNorm2d(NumFeatures));
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override int NumFeatures => settings.Width << (settings.Depths.Length - 1);

    public override string FirstConv => "stem.0.conv";

    public override LayerGrouping Grouping { get; } = new(
        @"stem\.\d+",
        [new(@"stages\.(\d+)"), new("norm", LayerPattern.Last)],
        [new(@"stages\.(\d+)\.(\d+)"), new("norm", LayerPattern.Last)]);

    /// <summary>A convolution with bias (<c>conv</c>) that keeps the size but for the stride, and batch normalisation (<c>bn</c>).</summary>
    public static Sequential Conv(int inChannels, int outChannels, int kernelSize, int stride = 1, int groups = 1, bool hasNorm = true)
    {
        var options = new Conv2dOptions { Stride = stride, Padding = kernelSize / 2, Groups = groups };
        var layers = new Sequential(new Dictionary<string, Layer> { ["conv"] = new Conv2d(inChannels, outChannels, kernelSize, options) });
        if (hasNorm)
            layers.Add("bn", new BatchNorm2d(outChannels));
        return layers;
    }

    public override Tensor ForwardFeatures(Tensor images) => stem.Forward(images).Then(stages).Then(norm);

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        var features = new List<Tensor> { stem.Forward(images).Then(stages[0]) };
        for (var i = 1; i < stages.Count; i++)
            features.Add(stages[i].Forward(features[^1]));
        return features;
    }

    /// <summary>After PyTorch's defaults: truncated normal weights, no bias of the classifier.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        foreach (var (_, module) in Modules())
        {
            if (module is Conv2d conv)
                Init.TruncatedNormal(conv.Weight, generator, 0, Deviation);
        }

        this.InitializeLinear(generator);
    }

    private void AddStages()
    {
        var count = settings.Depths.Sum();
        var (index, channels) = (0, StemWidth);
        for (var i = 0; i < settings.Depths.Length; i++)
        {
            var width = settings.Width << i;
            var stage = new Sequential(Conv(channels, width, 3, 2));
            for (var block = 0; block < settings.Depths[i]; block++)
                stage.Add(new StarBlock(width, settings.Expansion * width, Options.DropPathRate * index++ / (count - 1)));
            stages.Add(stage);
            maps.Add(new FeatureMap(width, 4 << i, $"stages.{i}"));
            channels = width;
        }
    }
}
