using Foldline.Models.Layers;
using Foldline.Models.Weights;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.ConvNexts;

/// <summary>ConvNeXt (Liu et al. 2022) and ConvNeXt V2 (Woo et al. 2023). Names as in timm's <c>convnext.py</c>.</summary>
internal sealed class ConvNext : ImageModel
{
    private const double Deviation = 0.02;
    private readonly ConvNextSettings settings;
    private readonly Sequential stem;
    private readonly Sequential stages;
    private readonly Layer normPre;
    private readonly NormMlpClassifierHead? normHead;
    private readonly ClassifierHead? plainHead;

    public ConvNext(ConvNextSettings settings, ModelOptions options)
        : base(options, "head.fc")
    {
        this.settings = settings;
        NumFeatures = settings.Widths[^1];
        FeatureMaps = [.. settings.Widths.Select((width, i) => new FeatureMap(width, 4 << i, $"stages.{i}"))];
        stem = Register("stem", MakeStem(options.InChannels));
        stages = Register("stages", MakeStages());
        normPre = Register("norm_pre", settings.HeadNormFirst ? Norm(settings, NumFeatures) : new Identity());
        if (settings.HeadNormFirst)
            plainHead = Register("head", new ClassifierHead());
        else
            normHead = Register("head", new NormMlpClassifierHead(NumFeatures, Norm(settings, NumFeatures), settings.HeadHidden, ActivationKind.Gelu, options.DropRate));
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps { get; }

    public override int NumFeatures { get; }

    public override int HeadFeatures => settings.HeadHidden > 0 ? settings.HeadHidden : base.HeadFeatures;

    public override string FirstConv => "stem.0";

    public override LayerGrouping Grouping { get; } = new(
        "stem",
        [new(@"stages\.(\d+)")],
        [new(@"stages\.(\d+)\.downsample", 0), new(@"stages\.(\d+)\.blocks\.(\d+)"), new("norm_pre", LayerPattern.Last)]);

    /// <summary>A norm over the channels of maps.</summary>
    public static Layer Norm(ConvNextSettings settings, int channels) => settings.Norm == ChannelNormKind.Layer
        ? new LayerNorm2d(channels, settings.Epsilon)
        : new ScaleNorm2d(channels, settings.Norm == ChannelNormKind.Deviation, settings.Epsilon);

    public override Tensor ForwardFeatures(Tensor images) => stem.Forward(images).Then(stages).Then(normPre);

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        var x = stem.Forward(images);
        var maps = new List<Tensor> { x.Then(stages[0]) };
        for (var i = 1; i < stages.Count; i++)
            maps.Add(stages[i].Forward(maps[^1]));
        return maps;
    }

    public override Tensor ForwardHead(Tensor features, bool preLogits = false)
    {
        if (normHead is null)
            return base.ForwardHead(features, preLogits);
        var vectors = normHead.PreLogits(features, GlobalPool);
        return preLogits ? vectors : vectors.Then(Classifier);
    }

    /// <summary>Convolutions and linear layers: normal with deviation 0.02, no biases.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        foreach (var (_, module) in Modules())
        {
            var (weight, bias) = module switch
            {
                Conv2d conv => (conv.Weight, conv.Bias),
                Linear linear => (linear.Weight, linear.Bias),
                _ => (null, null),
            };
            if (weight is not null)
                Init.TruncatedNormal(weight, generator, 0, Deviation);
            if (bias is not null)
                Init.Constant(bias, 0);
        }
    }

    internal override NameRules? RulesFor(IReadOnlySet<string> stored) => ConvNextNames.For(stored) ?? base.RulesFor(stored);

    protected override void PlaceClassifier(Layer layer)
    {
        if (normHead is not null)
            normHead.Place(layer);
        else
            plainHead!.Place(layer);
    }

    private static Conv2d Strided(int inChannels, int outChannels) => new(inChannels, outChannels, 3, new Conv2dOptions { Stride = 2, Padding = 1 });

    private Sequential MakeStem(int inChannels)
    {
        var width = settings.Widths[0];
        if (settings.Stem == ConvNextStem.Patch)
            return new Sequential(new Conv2d(inChannels, width, 4, new Conv2dOptions { Stride = 4 }), Norm(settings, width));
        var first = settings.Stem == ConvNextStem.OverlapTiered ? Channels.MakeDivisible(width / 2) : width;
        var made = new Sequential(Strided(inChannels, first));
        if (settings.Stem == ConvNextStem.OverlapActivated)
            made.Add(new Activation(settings.Activation));
        made.Add(Strided(first, width));
        made.Add(Norm(settings, width));
        return made;
    }

    private Sequential MakeStages()
    {
        var count = settings.Depths.Sum();
        var index = 0;
        var made = new Sequential();
        for (var stage = 0; stage < settings.Depths.Length; stage++)
        {
            var blocks = new Sequential();
            for (var i = 0; i < settings.Depths[stage]; i++)
                blocks.Add(new ConvNextBlock(settings, settings.Widths[stage], settings.KernelSizes[stage], Options.DropPathRate * index++ / (count - 1)));
            made.Add(new ConvNextStage(settings, stage, blocks));
        }

        return made;
    }
}
