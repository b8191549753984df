using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.SelecSlsNets;

/// <summary>Selective long and short range skip connections (Mehta et al. 2020). Names as in timm's <c>selecsls.py</c>.</summary>
internal sealed class SelecSls : ImageModel
{
    private const int StemWidth = 32;
    private readonly Sequential stem;
    private readonly SelecSlsStage[] stages;
    private readonly Sequential head;
    private readonly List<FeatureMap> maps = [new(StemWidth, 2, "stem.2")];

    public SelecSls(SelecSlsSettings settings, ModelOptions options)
        : base(options, "fc")
    {
        stem = Register("stem", Convolutions.ConvNormRelu(options.InChannels, StemWidth, 3, 2));
        stages = MakeStages(settings);
        var channels = maps[^1].Channels;
        head = Register("head", new Sequential());
        foreach (var (outChannels, kernelSize, stride) in settings.Head)
        {
            head.Add(Convolutions.ConvNormRelu(channels, outChannels, kernelSize, stride));
            channels = outChannels;
        }

        maps.Add(new FeatureMap(settings.Head[1].OutChannels, 32, "head.1"));
        NumFeatures = channels;
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override int NumFeatures { get; }

    public override string FirstConv => "stem.0";

    public override LayerGrouping Grouping { get; } = new(
        "stem",
        [new(@"features\.(\d+)"), new("head", LayerPattern.Last - 1)],
        [new(@"features\.(\d+)"), new("head", LayerPattern.Last - 1)]);

    public override Tensor ForwardFeatures(Tensor images) => Stages(stem.Forward(images)).Then(head);

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        var features = new List<Tensor> { stem.Forward(images) };
        foreach (var stage in stages)
            features.Add(stage.Forward(features[^1]));
        features.Add(head[0].Forward(features[^1]).Then(head[1]));
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

    private Tensor Stages(Tensor x)
    {
        foreach (var stage in stages)
        {
            using var input = x;
            x = stage.Forward(input);
        }

        return x;
    }

    private SelecSlsStage[] MakeStages(SelecSlsSettings settings)
    {
        var made = new SelecSlsStage[settings.Stages.Length];
        var blocks = 0;
        for (var i = 0; i < made.Length; i++)
        {
            var (depth, width, outChannels) = settings.Stages[i];
            made[i] = new SelecSlsStage(maps[^1].Channels, depth, width, outChannels);
            blocks += depth;
            maps.Add(new FeatureMap(outChannels, 4 << i, $"features.{blocks - 1}"));
        }

        Register("features", new ModuleList(made.SelectMany(stage => stage.Blocks)));
        return made;
    }
}
