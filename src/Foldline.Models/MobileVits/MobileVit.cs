using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MobileVits;

/// <summary>
/// Mobile networks of inverted residuals and small transformers (Mehta and Rastegari 2022), both versions. Names as in timm's
/// <c>mobilevit.py</c>.
/// </summary>
internal sealed class MobileVit : ImageModel
{
    private const int FirstTransformerStage = 2;
    private const double ClassifierDeviation = 0.01;
    private static readonly int[] TransformerDepths = [2, 4, 3];
    private readonly MobileVitSettings settings;
    private readonly ConvNormAct stem;
    private readonly Sequential stages;
    private readonly Layer finalConv;
    private readonly ClassifierHead head;
    private readonly List<FeatureMap> maps = [];

    public MobileVit(MobileVitSettings settings, ModelOptions options)
        : base(options, "head.fc")
    {
        this.settings = settings;
        stem = Register("stem", new ConvNormAct(options.InChannels, settings.Stem, 3, 2, activation: ActivationKind.Silu));
        stages = Register("stages", new Sequential());
        AddStages();
        var last = settings.Widths[^1];
        NumFeatures = settings.Features > 0 ? settings.Features : last;
        finalConv = Register<Layer>("final_conv", settings.Features > 0 ? new ConvNormAct(last, NumFeatures, activation: ActivationKind.Silu) : new Identity());
        maps.Add(new FeatureMap(NumFeatures, 32, "final_conv"));
        head = Register("head", new ClassifierHead());
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override int NumFeatures { get; }

    public override string FirstConv => "stem.conv";

    public override LayerGrouping Grouping { get; } = new(
        "stem",
        [new(@"stages\.(\d+)"), new("final_conv", LayerPattern.Last)],
        [new(@"stages\.(\d+)\.(\d+)"), new("final_conv", LayerPattern.Last)]);

    public override Tensor ForwardFeatures(Tensor images) => stem.Forward(images).Then(stages).Then(finalConv);

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        var features = new List<Tensor> { stem.Forward(images).Then(stages[0]) };
        for (var i = 1; i < stages.Count - 1; i++)
            features.Add(stages[i].Forward(features[^1]));
        features.Add(stages[stages.Count - 1].Forward(features[^1]).Then(finalConv));
        return features;
    }

    /// <summary>After PyTorch's defaults: convolutions normal by their fan out, linear layers of one deviation.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        this.InitializeConvolutions(generator);
        foreach (var (_, module) in Modules())
        {
            if (module is not Linear linear)
                continue;
            Init.Normal(linear.Weight, generator, 0, ClassifierDeviation);
            Init.Constant(linear.Bias!, 0);
        }
    }

    protected override void PlaceClassifier(Layer layer) => head.Place(layer);

    private void AddStages()
    {
        int[] depths = [1, settings.SecondDepth, 1, 1, 1];
        var count = depths.Sum() + TransformerDepths.Length;
        var (index, channels) = (0, settings.Stem);
        for (var i = 0; i < depths.Length; i++)
        {
            var stage = new Sequential();
            for (var block = 0; block < depths[i]; block++)
            {
                stage.Add(new MobileVitResidual(channels, settings.Widths[i], block == 0 && i > 0 ? 2 : 1, settings.Expansion, DropRate()));
                channels = settings.Widths[i];
            }

            if (i >= FirstTransformerStage)
                stage.Add(Transformer(channels, i - FirstTransformerStage, DropRate()));
            stages.Add(stage);
            if (i < depths.Length - 1)
                maps.Add(new FeatureMap(channels, 2 << i, $"stages.{i}"));
        }

        double DropRate() => Options.DropPathRate * index++ / (count - 1);
    }

    private Layer Transformer(int channels, int index, double dropRate) => settings.IsSecondVersion
        ? new MobileVitBlockV2(channels, settings.TransformerWidths[index], TransformerDepths[index], dropRate)
        : new MobileVitBlock(channels, settings.TransformerWidths[index], TransformerDepths[index], dropRate);
}
