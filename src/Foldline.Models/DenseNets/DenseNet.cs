using Foldline.Models.Layers;
using Foldline.Models.Weights;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.DenseNets;

/// <summary>Blocks of densely connected layers, and transitions that halve size and channels (Huang et al. 2017). Names as in timm's <c>densenet.py</c>.</summary>
internal sealed class DenseNet : ImageModel
{
    // torchvision's older files number a layer's parts one level deeper.
    private static readonly NameRules Torchvision = new((@"^(.*denselayer\d+\.(?:norm|conv))\.([12]\.)", "$1$2"));

    private readonly Sequential features;
    private readonly List<FeatureMap> maps = [];
    private readonly List<int> ends = [];

    public DenseNet(DenseNetSettings settings, ModelOptions options)
        : base(options, "classifier")
    {
        features = Register("features", new Sequential());
        var width = settings.GrowthRate * 2;
        if (settings.DeepStem)
            AddDeepStem(options.InChannels, settings.GrowthRate, width);
        else
            AddStem(options.InChannels, width);
        features.Add("pool0", settings.BlurStem ? new Sequential(new MaxPool2d(3, 1, 1), new BlurPool2d(width, 2)) : new MaxPool2d(3, 2, 1));
        NumFeatures = AddBlocks(settings, width);
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override int NumFeatures { get; }

    public override string FirstConv => "features.conv0";

    public override LayerGrouping Grouping { get; } = new(
        @"features\.conv[012]|features\.norm[012]|features\.pool[012]",
        [new(@"features\.(?:denseblock|transition)(\d+)")],
        [new(@"features\.denseblock(\d+)\.denselayer(\d+)"), new(@"features\.transition(\d+)", LayerPattern.Last)]);

    public override Tensor ForwardFeatures(Tensor images) => features.Forward(images);

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images) => features.ForwardMaps(images, ends);

    /// <summary>After PyTorch's defaults: convolutions by He et al. (normal, fan in), no bias in the classifier.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        foreach (var (_, module) in Modules())
        {
            if (module is Conv2d conv)
                Init.KaimingNormal(conv.Weight, generator);
            else if (module is Linear { Bias: { } bias })
                Init.Constant(bias, 0);
        }
    }

    internal override NameRules? RulesFor(IReadOnlySet<string> stored) => base.RulesFor(stored) ?? Torchvision;

    private void AddStem(int inChannels, int width)
    {
        features.Add("conv0", Convolutions.Conv(inChannels, width, 7, 2));
        AddWithMap("norm0", new BatchNormAct2d(width), width, 2);
    }

    private void AddDeepStem(int inChannels, int narrow, int width)
    {
        features.Add("conv0", Convolutions.Conv(inChannels, narrow, 3, 2));
        features.Add("norm0", new BatchNormAct2d(narrow));
        features.Add("conv1", Convolutions.Conv(narrow, narrow, 3));
        features.Add("norm1", new BatchNormAct2d(narrow));
        features.Add("conv2", Convolutions.Conv(narrow, width, 3));
        AddWithMap("norm2", new BatchNormAct2d(width), width, 2);
    }

    /// <returns>Channels of the last block.</returns>
    private int AddBlocks(DenseNetSettings settings, int channels)
    {
        var reduction = 4;
        for (var i = 1; i <= settings.Depths.Length; i++)
        {
            var depth = settings.Depths[i - 1];
            var block = new DenseBlock(depth, channels, settings.GrowthRate);
            channels += depth * settings.GrowthRate;
            if (i == settings.Depths.Length)
            {
                features.Add($"denseblock{i}", block);
                AddWithMap("norm5", new BatchNormAct2d(channels), channels, reduction);
                break;
            }

            AddWithMap($"denseblock{i}", block, channels, reduction);
            features.Add($"transition{i}", Transition(channels));
            channels /= 2;
            reduction *= 2;
        }

        return channels;
    }

    private static Sequential Transition(int channels)
    {
        var transition = new Sequential();
        transition.Add("norm", new BatchNormAct2d(channels));
        transition.Add("conv", Convolutions.Conv(channels, channels / 2, 1));
        transition.Add("pool", new AvgPool2d(2));
        return transition;
    }

    private void AddWithMap(string name, Layer layer, int channels, int reduction)
    {
        ends.Add(features.Count);
        maps.Add(new FeatureMap(channels, reduction, $"features.{name}"));
        features.Add(name, layer);
    }
}
