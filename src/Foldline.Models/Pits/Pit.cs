using Foldline.Models.Layers;
using Foldline.Models.Weights;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Pits;

/// <summary>Vision transformer that pools its tokens between stages (Heo et al. 2021). Names as in timm's <c>pit.py</c>.</summary>
internal sealed class Pit : ImageModel
{
    // The authors' pooling lies beside the stages.
    private static readonly NameRules Authors = new((@"^pools\.(\d)\.", "transformers.<1+1>.pool."));

    private const string SecondHead = "head_dist";
    private const int DefaultSize = 224;
    private const int Expansion = 4;
    private const double Deviation = 0.02;
    private const double Epsilon = 1e-6;
    private readonly PitSettings settings;
    private readonly Size2 imageSize;
    private readonly Tensor positions;
    private readonly Tensor tokens;
    private readonly Conv2d patchConv;
    private readonly List<PitStage> stages = [];
    private readonly LayerNorm norm;
    private readonly List<FeatureMap> maps = [];
    private Layer? second;

    public Pit(PitSettings settings, ModelOptions options)
        : base(options, "head")
    {
        this.settings = settings;
        imageSize = options.ImageSize ?? DefaultSize;
        var (width, patch) = (settings.HeadChannels * settings.Heads[0], 2 * settings.Stride);
        var (rows, columns) = (((imageSize.Height - patch) / settings.Stride) + 1, ((imageSize.Width - patch) / settings.Stride) + 1);
        positions = Parameter("pos_embed", Aten.Zeros([1, width, rows, columns]));
        tokens = Parameter("cls_token", Aten.Zeros([1, settings.IsDistilled ? 2 : 1, width]));
        patchConv = new Conv2d(options.InChannels, width, patch, new Conv2dOptions { Stride = settings.Stride });
        Register("patch_embed", new Sequential(new Dictionary<string, Layer> { ["conv"] = patchConv }));
        AddStages();
        norm = Register("norm", new LayerNorm(NumFeatures, Epsilon));
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override int NumFeatures => settings.HeadChannels * settings.Heads[^1];

    public override GlobalPoolKind GlobalPool => GlobalPoolKind.Token;

    public override string FirstConv => "patch_embed.conv";

    public override IReadOnlyList<string> ClassifierNames => settings.IsDistilled ? [ClassifierName, SecondHead] : base.ClassifierNames;

    public override LayerGrouping Grouping { get; } = new(
        "patch_embed|pos_embed|cls_token",
        [new(@"transformers\.(\d+)"), new("norm", LayerPattern.Last)],
        [new(@"transformers\.(\d+)\.pool", 0), new(@"transformers\.(\d+)\.blocks\.(\d+)"), new("norm", LayerPattern.Last)]);

    public override IReadOnlyList<string> NoWeightDecay => ["pos_embed", "cls_token"];

    /// <summary>Images to the class token and, where there is one, the token for distillation: [N, tokens, features].</summary>
    public override Tensor ForwardFeatures(Tensor images)
    {
        using var scope = new TensorScope();
        var (map, token) = Embed(images);
        foreach (var stage in stages)
            (map, token) = stage.Forward(map, token);
        return scope.Keep(norm.Forward(token));
    }

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        var features = new List<Tensor>();
        using var scope = new TensorScope();
        var (map, token) = Embed(images);
        foreach (var stage in stages)
        {
            (map, token) = stage.Forward(map, token);
            features.Add(map);
        }

        foreach (var feature in features)
            scope.Keep(feature);
        return features;
    }

    /// <summary>The mean of both heads where there is one for distillation, while training too.</summary>
    public override Tensor ForwardHead(Tensor features, bool preLogits = false)
    {
        using var scope = new TensorScope();
        var x = Options.DropRate > 0 && Training ? features.Dropout(Options.DropRate, train: true) : features;
        var token = x.Select(1, 0);
        var first = preLogits ? token : Classifier.Forward(token);
        if (second is null)
            return scope.Keep(first);
        var other = x.Select(1, 1);
        return scope.Keep((first + (preLogits ? other : second.Forward(other))) / 2);
    }

    protected override void InitializeClassifier(TorchGenerator generator)
    {
        base.InitializeClassifier(generator);
        second?.Initialize(generator);
    }

    /// <summary>After PyTorch's defaults: position embeddings and tokens truncated normal.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        Init.TruncatedNormal(positions, generator, 0, Deviation);
        Init.TruncatedNormal(tokens, generator, 0, Deviation);
    }

    internal override NameRules? RulesFor(IReadOnlySet<string> stored) => base.RulesFor(stored) ?? Authors;

    protected override void PlaceClassifier(Layer layer)
    {
        base.PlaceClassifier(layer);
        if (settings.IsDistilled)
            second = Register(SecondHead, MakeClassifier());
    }

    private (Tensor Map, Tensor Tokens) Embed(Tensor images)
    {
        FixedImageSize.Check(images, imageSize);
        return (patchConv.Forward(images) + positions, tokens.Expand([images.Size(0), -1, -1]));
    }

    private void AddStages()
    {
        var count = settings.Depths.Sum();
        var index = 0;
        for (var stage = 0; stage < settings.Depths.Length; stage++)
        {
            var (heads, channels) = (settings.Heads[stage], settings.HeadChannels * settings.Heads[stage]);
            var pool = stage == 0 ? null : new PitPool(settings.HeadChannels * settings.Heads[stage - 1], channels);
            var blocks = new List<Layer>();
            for (var i = 0; i < settings.Depths[stage]; i++)
            {
                var attention = new SelfAttention(channels, new AttentionOptions { Heads = heads });
                blocks.Add(new TransformerBlock(attention, (channels, Expansion, Epsilon), Options.DropPathRate * index++ / (count - 1)));
            }

            stages.Add(new PitStage(pool, blocks));
            maps.Add(new FeatureMap(channels, (settings.Stride - 1) << stage, $"transformers.{stage}"));
        }

        Register("transformers", new ModuleList(stages));
    }
}
