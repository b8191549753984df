using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.CspNets;

/// <summary>Cross stage partial networks (Wang et al. 2020) and DarkNets (Redmon and Farhadi 2018). Names as in timm's <c>cspnet.py</c>.</summary>
internal sealed class CspNet : ImageModel
{
    private readonly Sequential stem;
    private readonly Sequential stages;
    private readonly ClassifierHead head;
    private readonly List<FeatureMap> maps = [];

    // The stem's layer whose output is the first feature map.
    private readonly int stemMap;

    public CspNet(CspSettings settings, ModelOptions options)
        : base(options, "head.fc")
    {
        var parts = new CspParts(settings);
        stem = Register("stem", MakeStem(parts, options.InChannels));
        stemMap = settings.StemWidths.Length - 1;
        var width = settings.StemWidths[^1];
        maps.Add(new FeatureMap(width, Math.Min(settings.StemStride, 2), $"stem.conv{stemMap + 1}"));
        stages = Register("stages", new Sequential());
        AddStages(parts, width);
        if (!settings.HasLastMap)
            maps.RemoveAt(maps.Count - 1);
        NumFeatures = settings.Stages[^1].Channels;
        head = Register("head", new ClassifierHead());
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override int NumFeatures { get; }

    public override string FirstConv => "stem.conv1.conv";

    public override LayerGrouping Grouping { get; } = new(
        "stem",
        [new(@"stages\.(\d+)")],
        [
            new(@"stages\.(\d+)\.blocks\.(\d+)"),
            new(@"stages\.(\d+)\..*transition", LayerPattern.Last),
            new(@"stages\.(\d+)", 0),
        ]);

    public override Tensor ForwardFeatures(Tensor images) => stem.Forward(images).Then(stages);

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        var features = new List<Tensor> { stem.ForwardMaps(images, [stemMap])[0] };
        using var scope = new TensorScope();
        var x = features[0];
        for (var i = stemMap + 1; i < stem.Count; i++)
            x = stem[i].Forward(x);
        for (var i = 0; features.Count < maps.Count; i++)
            features.Add(scope.Keep(x = stages[i].Forward(x)));
        return features;
    }

    /// <summary>After PyTorch's defaults: convolutions by He et al. (normal, fan out), a small normal classifier, the last norm of every branch at 0.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        foreach (var (_, module) in Modules())
        {
            if (module is Conv2d conv)
            {
                Init.KaimingNormal(conv.Weight, generator, fanOut: true);
                if (conv.Bias is not null)
                    Init.Constant(conv.Bias, 0);
            }
            else if (module is Linear linear)
            {
                Init.Normal(linear.Weight, generator, 0, 0.01);
                Init.Constant(linear.Bias!, 0);
            }
            else if (module is ICspBlock block && Options.ZeroInitLast)
            {
                ZeroInit.Scale(block.LastNorm);
            }
        }
    }

    protected override void PlaceClassifier(Layer layer) => head.Place(layer);

    private static Sequential MakeStem(CspParts parts, int channels)
    {
        var settings = parts.Settings;
        var stem = new Sequential();
        foreach (var (i, width) in settings.StemWidths.Index())
        {
            var stride = i == 0 && settings.StemStride > 1 ? 2 : 1;
            stem.Add($"conv{i + 1}", parts.StemConv(channels, width, stride));
            channels = width;
        }

        if (settings.StemStride == 4)
            stem.Add("pool", new MaxPool2d(3, 2, 1));
        return stem;
    }

    private void AddStages(CspParts parts, int channels)
    {
        var settings = parts.Settings;
        var count = settings.Stages.Sum(stage => stage.Depth);
        var index = 0;
        var reduction = settings.StemStride;
        foreach (var stage in settings.Stages)
        {
            double[] dropPaths = [.. Enumerable.Range(index, stage.Depth).Select(block => Options.DropPathRate * block / (count - 1))];
            stages.Add(parts.Stage(stage, channels, dropPaths));
            index += stage.Depth;
            channels = stage.Channels;
            reduction *= stage.Stride;
            maps.Add(new FeatureMap(channels, reduction, $"stages.{stages.Count - 1}"));
        }
    }
}
