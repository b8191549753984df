using Foldline.Models.Layers;
using Foldline.Models.Weights;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MvitV2s;

/// <summary>Transformer of four stages whose attention pools its tokens (Li et al. 2022, MViTv2). Names as in timm's <c>mvitv2.py</c>.</summary>
internal sealed class MvitV2 : ImageModel
{
    /// <summary>Added to the variance by the norms.</summary>
    public const double Epsilon = 1e-6;

    private const int DefaultSize = 224;
    private const int PatchKernel = 7;
    private const int PatchStride = 4;
    private const double Deviation = 0.02;
    private readonly MvitV2Settings settings;
    private readonly Size2 imageSize;
    private readonly Tensor? classToken;
    private readonly NamedSequence patchEmbed;
    private readonly Sequential stages;
    private readonly List<(FeatureMap Map, Size2 Grid)> maps = [];
    private readonly LayerNorm norm;
    private readonly ClassifierHead head;

    public MvitV2(MvitV2Settings settings, ModelOptions options)
        : base(options, "head.fc")
    {
        this.settings = settings;
        imageSize = options.ImageSize ?? DefaultSize;
        classToken = settings.HasClassToken ? Parameter("cls_token", Aten.Empty([1, 1, settings.Width])) : null;
        var patches = new Conv2d(options.InChannels, settings.Width, PatchKernel, new Conv2dOptions { Stride = PatchStride, Padding = PatchKernel / 2 });
        patchEmbed = Register("patch_embed", new NamedSequence(("proj", patches)));
        stages = Register("stages", new Sequential());
        AddStages();
        norm = Register("norm", new LayerNorm(NumFeatures, Epsilon));
        head = Register("head", new ClassifierHead());
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => [.. maps.Select(entry => entry.Map)];

    public override int NumFeatures => maps[^1].Map.Channels;

    public override GlobalPoolKind GlobalPool => Options.GlobalPool ?? (settings.HasClassToken ? GlobalPoolKind.Token : GlobalPoolKind.Average);

    public override string FirstConv => "patch_embed.proj";

    public override LayerGrouping Grouping { get; } = new(
        "patch_embed",
        [new(@"stages\.(\d+)"), new("norm", LayerPattern.Last)],
        [new(@"stages\.(\d+)"), new("norm", LayerPattern.Last)]);

    public override IReadOnlyList<string> NoWeightDecay => ["rel_pos_h", "rel_pos_w", "cls_token"];

    internal override Size2 UsualSize => imageSize;

    private int Prefix => settings.HasClassToken ? 1 : 0;

    /// <summary>Images to the last tokens, the class token first where there is one: [N, tokens, features].</summary>
    public override Tensor ForwardFeatures(Tensor images) => Embed(images).Then(stages).Then(norm);

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        var features = new List<Tensor>();
        var tokens = Embed(images);
        for (var i = 0; i < stages.Count; i++)
        {
            tokens = tokens.Then(stages[i]);
            features.Add(TokenPooling.ToMap(tokens, Prefix, maps[i].Grid));
        }

        tokens.Dispose();
        return features;
    }

    public override Tensor ForwardHead(Tensor features, bool preLogits = false)
    {
        using var scope = new TensorScope();
        var pooled = TokenPooling.Apply(features, GlobalPool, Prefix);
        if (Options.DropRate > 0 && Training)
            pooled = pooled.Dropout(Options.DropRate, train: true);
        return scope.Keep(preLogits ? pooled : Classifier.Forward(pooled));
    }

    /// <summary>After PyTorch's and the attention's own defaults: the class token and linear layers truncated normal.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        if (classToken is not null)
            Draw(classToken, generator);
        foreach (var (_, module) in Modules())
        {
            if (module is not Linear linear)
                continue;
            Draw(linear.Weight, generator);
            if (linear.Bias is not null)
                Init.Constant(linear.Bias, 0);
        }
    }

    /// <summary>Fits the vectors of distances to images of another size.</summary>
    public override Tensor? Fit(string name, Tensor stored, Tensor own) =>
        name.Contains(".rel_pos_", StringComparison.Ordinal) && stored.Rank == 2 && stored.Size(1) == own.Size(1) ? AxisDistances.Resize(stored, own.Size(0)) : null;

    internal override NameRules? RulesFor(IReadOnlySet<string> stored) => MvitV2Names.For(stored, settings) ?? base.RulesFor(stored);

    /// <summary>Normal, cut off at two deviations.</summary>
    internal static void Draw(Tensor tensor, TorchGenerator generator)
    {
        using var noGrad = GradMode.NoGrad();
        Init.TruncatedNormal(tensor, generator).MulInPlace(Deviation);
    }

    protected override void PlaceClassifier(Layer layer) => head.Place(layer);

    private Tensor Embed(Tensor images)
    {
        FixedImageSize.Check(images, imageSize);
        using var scope = new TensorScope();
        var tokens = patchEmbed.Forward(images).Flatten(2).Transpose(1, 2);
        return scope.Keep(classToken is null ? tokens : Aten.Cat([classToken.Expand([images.Size(0), -1, -1]), tokens], 1));
    }

    private void AddStages()
    {
        const int LargestKeyStride = 4;
        var (index, count, depths) = (0, settings.Depths.Sum(), settings.Depths);
        var (channels, grid) = (settings.Width, MvitV2BlockShape.Shrink(imageSize, PatchStride));
        for (var stage = 0; stage < depths.Length; stage++)
        {
            var widened = settings.Width << (settings.ExpandsInAttention ? stage : Math.Min(stage + 1, depths.Length - 1));
            var blocks = new Sequential();
            for (var i = 0; i < depths[stage]; i++)
            {
                var isWidening = settings.ExpandsInAttention || i == depths[stage] - 1;
                var shape = new MvitV2BlockShape(
                    channels,
                    isWidening ? widened : channels,
                    settings.Heads << stage,
                    grid,
                    Prefix,
                    QueryStride: stage > 0 && i == 0 ? 2 : 1,
                    KeyStride: Math.Max(LargestKeyStride >> stage, 1),
                    settings.ExpandsInAttention,
                    Options.DropPathRate * index++ / (count - 1));
                blocks.Add(new MvitV2Block(shape));
                (channels, grid) = (shape.OutChannels, shape.Queries);
            }

            stages.Add(new NamedSequence(("blocks", blocks)));
            maps.Add((new FeatureMap(channels, PatchStride << stage, $"block.{stage}"), grid));
        }
    }
}
