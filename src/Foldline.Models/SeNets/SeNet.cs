using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.SeNets;

/// <summary>
/// Residual networks with squeeze-and-excitation as first published (Hu et al. 2018), with the names of timm's <c>senet.py</c>.
/// ResNets with the same attention, under the names of today, are in <see cref="ResNets.ResNetVariants"/>.
/// </summary>
internal sealed class SeNet : ImageModel
{
    private static readonly int[] Planes = [64, 128, 256, 512];
    private readonly Sequential layer0;
    private readonly Layer pool0;
    private readonly Sequential[] stages;
    private readonly List<FeatureMap> maps = [];

    public SeNet(SeNetSettings settings, ModelOptions options)
        : base(options, "last_linear")
    {
        var width = settings.DeepStem ? 128 : 64;
        layer0 = Register("layer0", Stem(settings, options.InChannels, width));
        pool0 = Register("pool0", new MaxPool2d(3, 2, ceilMode: true));
        maps.Add(new FeatureMap(width, 2, "layer0"));
        stages = MakeStages(settings, width);
        NumFeatures = Planes[^1] * settings.Expansion;
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override int NumFeatures { get; }

    public override string FirstConv => "layer0.conv1";

    public override LayerGrouping Grouping { get; } = new("layer0", [new(@"layer(\d+)")], [new(@"layer(\d+)\.(\d+)")]);

    public override Tensor ForwardFeatures(Tensor images)
    {
        var x = layer0.Forward(images).Then(pool0);
        foreach (var stage in stages)
            x = x.Then(stage);
        return x;
    }

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        var features = new List<Tensor> { layer0.Forward(images) };
        features.Add(pool0.Forward(features[0]).Then(stages[0]));
        foreach (var stage in stages.AsSpan(1))
            features.Add(stage.Forward(features[^1]));
        return features;
    }

    /// <summary>After PyTorch's defaults: convolutions by He et al. (normal, fan out).</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        foreach (var (_, module) in Modules())
        {
            if (module is Conv2d conv)
                Init.KaimingNormal(conv.Weight, generator, fanOut: true);
        }
    }

    private static Sequential Stem(SeNetSettings settings, int inChannels, int width)
    {
        var stem = new Sequential();
        (int Out, int Kernel, int Stride)[] convolutions = settings.DeepStem ? [(64, 3, 2), (64, 3, 1), (width, 3, 1)] : [(width, 7, 2)];
        for (var i = 1; i <= convolutions.Length; i++)
        {
            var (outChannels, kernel, stride) = convolutions[i - 1];
            stem.Add($"conv{i}", Convolutions.Conv(inChannels, outChannels, kernel, stride));
            stem.Add($"bn{i}", new BatchNorm2d(outChannels));
            stem.Add($"relu{i}", new Activation(ActivationKind.Relu));
            inChannels = outChannels;
        }

        return stem;
    }

    private Sequential[] MakeStages(SeNetSettings settings, int inChannels)
    {
        var made = new Sequential[Planes.Length];
        for (var stage = 0; stage < made.Length; stage++)
        {
            made[stage] = Register($"layer{stage + 1}", new Sequential());
            for (var i = 0; i < settings.Depths[stage]; i++)
            {
                var shape = new SeBlockShape(inChannels, Planes[stage], i == 0 && stage > 0 ? 2 : 1, stage == 0 ? 1 : settings.DownKernelSize);
                made[stage].Add(settings.Block == SeBlockKind.Basic ? new SeBasicBlock(shape, settings.Groups) : new SeBottleneckBlock(settings, shape));
                inChannels = Planes[stage] * settings.Expansion;
            }

            maps.Add(new FeatureMap(inChannels, 4 << stage, $"layer{stage + 1}"));
        }

        return made;
    }
}
