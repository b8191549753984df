using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.TinyVits;

/// <summary>Small transformers of windows behind a convolutional stage (Wu et al. 2022). Names as in timm's <c>tiny_vit.py</c>.</summary>
internal sealed class TinyVit : ImageModel
{
    private const int HeadChannels = 32;
    private const double Epsilon = 1e-5;
    private static readonly int[] Depths = [2, 2, 6, 2];
    private readonly TinyVitSettings settings;
    private readonly Sequential patchEmbed;
    private readonly Sequential stages;
    private readonly NormMlpClassifierHead head;
    private readonly List<FeatureMap> maps = [];

    public TinyVit(TinyVitSettings settings, ModelOptions options)
        : base(options, "head.fc")
    {
        this.settings = settings;
        var width = settings.Widths[0];
        patchEmbed = Register("patch_embed", new Sequential(new Dictionary<string, Layer>
        {
            ["conv1"] = new ConvNorm(options.InChannels, width / 2, 3, 2),
            ["act"] = new Activation(ActivationKind.Gelu),
            ["conv2"] = new ConvNorm(width / 2, width, 3, 2),
        }));
        stages = Register("stages", new Sequential());
        AddStages();
        head = Register("head", new NormMlpClassifierHead(NumFeatures, new LayerNorm2d(NumFeatures, Epsilon), 0, ActivationKind.Identity, options.DropRate));
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override int NumFeatures => settings.Widths[^1];

    public override string FirstConv => "patch_embed.conv1.conv";

    public override LayerGrouping Grouping { get; } = new(
        "patch_embed",
        [new(@"stages\.(\d+)")],
        [new(@"stages\.(\d+).downsample", 0), new(@"stages\.(\d+)\.\w+\.(\d+)")]);

    public override IReadOnlyList<string> NoWeightDecay => ["attention_biases"];

    public override Tensor ForwardFeatures(Tensor images) => patchEmbed.Forward(images).Then(stages);

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        var features = new List<Tensor> { patchEmbed.Forward(images).Then(stages[0]) };
        for (var i = 1; i < stages.Count; i++)
            features.Add(stages[i].Forward(features[^1]));
        return features;
    }

    public override Tensor ForwardHead(Tensor features, bool preLogits = false)
    {
        var pooled = head.PreLogits(features, GlobalPool);
        return preLogits ? pooled : pooled.Then(Classifier);
    }

    /// <summary>After PyTorch's and the blocks' own defaults: linear layers truncated normal.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        this.InitializeLinear(generator);
    }

    /// <summary>Fits biases by distance to windows of another size: bicubic with antialiasing.</summary>
    public override Tensor? Fit(string name, Tensor stored, Tensor own)
    {
        if (!name.EndsWith(".attention_biases", StringComparison.Ordinal) || stored.Size(0) != own.Size(0))
            return null;
        using var scope = new TensorScope();
        var (side, wanted) = ((long)Math.Sqrt(stored.Size(1)), (long)Math.Sqrt(own.Size(1)));
        var grids = stored.To(DType.Float32).View([1, -1, side, side]);
        return scope.Keep(grids.UpsampleBicubic2dAa([wanted, wanted], alignCorners: false).View(own.Shape));
    }

    protected override void PlaceClassifier(Layer layer) => head.Place(layer);

    private void AddStages()
    {
        var count = Depths.Sum();
        var index = 0;
        for (var stage = 0; stage < Depths.Length; stage++)
        {
            var channels = settings.Widths[stage];
            var window = stage == 2 ? 2 * settings.WindowUnit : settings.WindowUnit;
            var blocks = new List<Layer>();
            for (var i = 0; i < Depths[stage]; i++)
            {
                var dropRate = Options.DropPathRate * index++ / (count - 1);
                blocks.Add(stage == 0 ? new MbConv(channels, dropRate) : new TinyVitBlock(channels, channels / HeadChannels, window, dropRate));
            }

            stages.Add(stage == 0
                ? new Sequential(new Dictionary<string, Layer> { ["blocks"] = new Sequential([.. blocks]) })
                : new TinyVitStage(settings.Widths[stage - 1], channels, blocks));
            maps.Add(new FeatureMap(channels, 4 << stage, $"stages.{stage}"));
        }
    }
}
