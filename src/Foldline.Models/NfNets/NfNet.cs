using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.NfNets;

/// <summary>
/// Networks without normalisation (Brock et al. 2021a and b): NFNet, lighter NFNets, NF-ResNet, NF-RegNet. Names as in timm's
/// <c>nfnet.py</c>.
/// </summary>
internal sealed class NfNet : ImageModel
{
    private readonly Sequential stem;
    private readonly Sequential stages;
    private readonly Layer finalConv;
    private readonly Layer finalAct;
    private readonly ClassifierHead head;
    private readonly List<FeatureMap> maps = [];

    public NfNet(NfNetSettings settings, ModelOptions options)
        : base(options, "head.fc")
    {
        var parts = new NfNetParts(settings);
        var isQuad = settings.Stem == NfNetStem.Quad;
        var width = parts.Width(settings.StemWidth > 0 ? settings.StemWidth : settings.Widths[0]);
        FirstConv = isQuad ? "stem.conv1" : "stem.conv";
        stem = Register("stem", parts.Stem(options.InChannels, width));
        maps.Add(isQuad ? new FeatureMap(width / 2, 2, "stem.conv3") : new FeatureMap(width, 2, "stem.conv"));
        stages = Register("stages", new Sequential());
        var last = AddStages(parts, width);
        NumFeatures = settings.Features > 0 ? parts.Width(settings.Features) : last;
        finalConv = Register("final_conv", settings.Features > 0 ? parts.Conv(last, NumFeatures, 1) : (Layer)new Identity());
        finalAct = Register("final_act", parts.Activation(inPlace: true));
        if (settings.Features > 0)
            maps[^1] = maps[^1] with { Channels = NumFeatures, Module = "final_conv" };
        head = Register("head", new ClassifierHead());
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override int NumFeatures { get; }

    public override string FirstConv { get; }

    public override LayerGrouping Grouping { get; } = new(
        "stem",
        [new(@"stages\.(\d+)"), new("final_conv", LayerPattern.Last)],
        [new(@"stages\.(\d+)\.(\d+)"), new("final_conv", LayerPattern.Last)]);

    public override Tensor ForwardFeatures(Tensor images) => stem.Forward(images).Then(stages).Then(finalConv).Then(finalAct);

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        var features = new List<Tensor> { StemMap(images, out var x) };
        for (var i = 0; i < stages.Count; i++)
        {
            var next = stages[i].Forward(x);
            if (i == 0)
                x.Dispose();
            features.Add(x = next);
        }

        features[^1] = features[^1].Then(finalConv);
        return features;
    }

    /// <summary>After PyTorch's defaults: convolutions normal by their fan in, without gain; a small normal classifier; no biases.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        foreach (var (_, module) in Modules())
        {
            if (module is Linear linear)
            {
                Init.Normal(linear.Weight, generator, 0, 0.01);
                Init.Constant(linear.Bias!, 0);
            }
            else if (module is Conv2d conv)
            {
                Init.KaimingNormal(conv.Weight, generator, slope: 1);
                if (conv.Bias is not null)
                    Init.Constant(conv.Bias, 0);
            }
        }
    }

    protected override void PlaceClassifier(Layer layer) => head.Place(layer);

    /// <summary>The stem's map at half the size, which its later layers must not overwrite, and the stem's output.</summary>
    private Tensor StemMap(Tensor images, out Tensor output)
    {
        using var scope = new TensorScope();
        var (x, map) = (images, images);
        foreach (var (name, layer) in stem.Children)
        {
            x = ((Layer)layer).Forward(x);
            if ($"stem.{name}" == maps[0].Module)
                map = x.Clone();
        }

        output = scope.Keep(x);
        return scope.Keep(map);
    }

    /// <returns>Channels of the last stage.</returns>
    private int AddStages(NfNetParts parts, int channels)
    {
        var settings = parts.Settings;
        var count = settings.Depths.Sum();
        var index = 0;
        var reduction = settings.Stem == NfNetStem.Small ? 2 : 4;
        var variance = 1.0;
        for (var stage = 0; stage < settings.Depths.Length; stage++)
        {
            var blocks = new Sequential();
            for (var i = 0; i < settings.Depths[stage]; i++)
            {
                var stride = i == 0 && (stage > 0 || reduction == 2) ? 2 : 1;
                var ratio = settings.IsRegNet && stage == 0 && i == 0 ? 1 : settings.BottleRatio;
                var width = parts.Width(settings.Widths[stage]);
                blocks.Add(new NfNetBlock(parts, new NfNetBlockShape(channels, width, stride, ratio, variance, Options.DropPathRate * index++ / (count - 1))));
                variance = (i == 0 ? 1 : variance) + (NfNetBlock.Alpha * NfNetBlock.Alpha);
                channels = width;
                reduction *= stride;
            }

            stages.Add(blocks);
            maps.Add(new FeatureMap(channels, reduction, $"stages.{stage}"));
        }

        return channels;
    }
}
