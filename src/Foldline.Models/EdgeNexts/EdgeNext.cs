using Foldline.Models.Layers;
using Foldline.Models.Weights;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EdgeNexts;

/// <summary>EdgeNeXt (Maaz et al. 2022). Names as in timm's <c>edgenext.py</c>.</summary>
internal sealed class EdgeNext : ImageModel
{
    /// <summary>Scale of the branches at the start.</summary>
    public const double InitialScale = 1e-6;

    private const double Deviation = 0.02;
    private readonly Sequential stem;
    private readonly Sequential stages;
    private readonly NormMlpClassifierHead head;

    public EdgeNext(EdgeNextSettings settings, ModelOptions options)
        : base(options, "head.fc")
    {
        var widths = settings.Widths;
        NumFeatures = widths[^1];
        FeatureMaps = [.. widths.Select((width, i) => new FeatureMap(width, 4 << i, $"stages.{i}"))];
        var kernel = settings.Overlap ? 9 : 4;
        var patches = new Conv2d(options.InChannels, widths[0], kernel, new Conv2dOptions { Stride = 4, Padding = settings.Overlap ? kernel / 2 : 0, Bias = settings.ConvBias });
        stem = Register("stem", new Sequential(patches, new LayerNorm2d(widths[0])));
        stages = Register("stages", new Sequential());
        var count = settings.Depths.Sum();
        for (var stage = 0; stage < widths.Length; stage++)
        {
            var first = settings.Depths[..stage].Sum();
            double[] dropRates = [.. Enumerable.Range(first, settings.Depths[stage]).Select(i => options.DropPathRate * i / (count - 1))];
            stages.Add(new EdgeNextStage(settings, stage, dropRates));
        }

        head = Register("head", new NormMlpClassifierHead(NumFeatures, new LayerNorm2d(NumFeatures), 0, ActivationKind.Tanh, options.DropRate));
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps { get; }

    public override int NumFeatures { get; }

    public override string FirstConv => "stem.0";

    public override LayerGrouping Grouping { get; } = new(
        "stem",
        [new(@"stages\.(\d+)")],
        [new(@"stages\.(\d+)\.downsample", 0), new(@"stages\.(\d+)\.blocks\.(\d+)")]);

    public override Tensor ForwardFeatures(Tensor images) => stem.Forward(images).Then(stages);

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
        var vectors = head.PreLogits(features, GlobalPool);
        return preLogits ? vectors : vectors.Then(Classifier);
    }

    /// <summary>Convolutions and linear layers: normal with deviation 0.02, cut off at two deviations, no biases.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        foreach (var (_, module) in Modules())
        {
            if (module is Conv2d conv)
                Reset(conv.Weight, conv.Bias, generator);
            else if (module is Linear linear)
                Reset(linear.Weight, linear.Bias, generator);
        }
    }

    internal override NameRules? RulesFor(IReadOnlySet<string> stored) => ConvNexts.ConvNextNames.For(stored) ?? base.RulesFor(stored);

    protected override void PlaceClassifier(Layer layer) => head.Place(layer);

    private static void Reset(Tensor weight, Tensor? bias, TorchGenerator generator)
    {
        using var noGrad = GradMode.NoGrad();
        Init.TruncatedNormal(weight, generator).MulInPlace(Deviation);
        if (bias is not null)
            Init.Constant(bias, 0);
    }
}
