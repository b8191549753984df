using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Dlas;

/// <summary>Deep layer aggregation: levels of blocks that are joined like trees (Yu et al. 2018). Names as in timm's <c>dla.py</c>.</summary>
internal sealed class Dla : ImageModel
{
    private const int PlainLevels = 2;
    private readonly Sequential stem;
    private readonly Layer[] levels;
    private readonly List<FeatureMap> maps = [];

    public Dla(DlaSettings settings, ModelOptions options)
        : base(options, "fc")
    {
        var channels = settings.Channels;
        stem = Register("base_layer", Convolutions.ConvNormRelu(options.InChannels, channels[0], 7));
        levels = new Layer[channels.Length];
        for (var i = 0; i < levels.Length; i++)
        {
            var inChannels = channels[Math.Max(i - 1, 0)];
            var shape = new DlaShape(inChannels, channels[i], i == 0 ? 1 : 2, HasLevelRoot: i > PlainLevels);
            levels[i] = Register<Layer>($"level{i}", i < PlainLevels ? PlainLevel(shape, settings.Levels[i]) : DlaNode.Make(settings, settings.Levels[i], shape, 0));
            if (i > 0)
                maps.Add(new FeatureMap(channels[i], 1 << i, $"level{i}"));
        }

        NumFeatures = channels[^1];
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override int NumFeatures { get; }

    public override string FirstConv => "base_layer.0";

    public override LayerGrouping Grouping { get; } = new(
        "base_layer",
        [new(@"level(\d+)")],
        [new(@"level(\d+)\.tree(\d+)"), new(@"level(\d+)\.root", 2), new(@"level(\d+)", 1)]);

    public override Tensor ForwardFeatures(Tensor images)
    {
        var x = stem.Forward(images);
        foreach (var level in levels)
            x = x.Then(level);
        return x;
    }

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        var features = new List<Tensor> { stem.Forward(images).Then(levels[0]).Then(levels[1]) };
        foreach (var level in levels.AsSpan(2))
            features.Add(level.Forward(features[^1]));
        return features;
    }

    /// <summary>After PyTorch's defaults: convolutions, the classifier among them, normal by their outputs, groups counted as one.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        foreach (var (_, module) in Modules())
        {
            if (module is Conv2d conv)
                Init.Normal(conv.Weight, generator, 0, Math.Sqrt(2.0 / (conv.KernelSize.Height * conv.KernelSize.Width * conv.OutChannels)));
        }
    }

    protected override Layer MakeDefaultClassifier() => NumClasses > 0 ? new ConvClassifier(HeadFeatures, NumClasses) : new Identity();

    private static Sequential PlainLevel(DlaShape shape, int convolutions)
    {
        var level = new Sequential();
        for (var i = 0; i < convolutions; i++)
        {
            level.Add(Convolutions.Conv(i == 0 ? shape.InChannels : shape.OutChannels, shape.OutChannels, 3, i == 0 ? shape.Stride : 1));
            level.Add(new BatchNorm2d(shape.OutChannels));
            level.Add(new Activation(ActivationKind.Relu));
        }

        return level;
    }
}
