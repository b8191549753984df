using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Volos;

/// <summary>
/// Transformer whose first stage attends within small squares of a finer map (Yuan et al. 2021). Beside the class token's classifier
/// another one looks at every patch (Jiang et al. 2021). Names as in timm's <c>volo.py</c>.
/// </summary>
internal sealed class Volo : ImageModel
{
    private const string PatchHead = "aux_head";
    private const int ClassDepth = 2;
    private const int Reduction = 16;
    private const double Deviation = 0.02;
    private const double Epsilon = 1e-5;
    private const double PatchShare = 0.5;
    private static readonly long[] Tokens = [1];
    private readonly VoloSettings settings;
    private readonly Size2 imageSize;
    private readonly Size2 grid;
    private readonly Tensor positions;
    private readonly Tensor classToken;
    private readonly PatchStem stem;
    private readonly Sequential network;
    private readonly Sequential classBlocks;
    private readonly LayerNorm norm;
    private Layer patchClassifier;

    public Volo(VoloSettings settings, ModelOptions options)
        : base(options, "head")
    {
        this.settings = settings;
        imageSize = options.ImageSize ?? settings.ImageSize;
        grid = new Size2(imageSize.Height / Reduction, imageSize.Width / Reduction);
        positions = Parameter("pos_embed", Aten.Zeros([1, grid.Height, grid.Width, NumFeatures]));
        classToken = Parameter("cls_token", Aten.Zeros([1, 1, NumFeatures]));
        stem = Register("patch_embed", new PatchStem(options.InChannels, settings.StemWidth, settings.Width));
        network = Register("network", new Sequential());
        AddStages();
        classBlocks = Register("post_network", new Sequential());
        for (var i = 0; i < ClassDepth; i++)
            classBlocks.Add(new ClassBlock(NumFeatures, settings.Heads, settings.Expansion));
        patchClassifier = Register(PatchHead, MakeClassifier());
        norm = Register("norm", new LayerNorm(NumFeatures, Epsilon));
        FeatureMaps = [.. Enumerable.Range(2, network.Count - 2).Select(i => new FeatureMap(NumFeatures, Reduction, $"network.{i}"))];
        Grouping = MakeGrouping(network.Count);
        RegisterClassifier();
    }

    /// <summary>The stages behind the first; its finer map has no place in timm's list.</summary>
    public override IReadOnlyList<FeatureMap> FeatureMaps { get; }

    public override int NumFeatures => 2 * settings.Width;

    public override GlobalPoolKind GlobalPool => Options.GlobalPool ?? GlobalPoolKind.Token;

    public override string FirstConv => "patch_embed.conv.0";

    public override IReadOnlyList<string> ClassifierNames => [ClassifierName, PatchHead];

    public override LayerGrouping Grouping { get; }

    public override IReadOnlyList<string> NoWeightDecay => ["pos_embed", "cls_token"];

    internal override Size2 UsualSize => imageSize;

    /// <summary>Images to the tokens, the class token first: [N, 1 + patches, features].</summary>
    public override Tensor ForwardFeatures(Tensor images)
    {
        using var scope = new TensorScope();
        var patches = Embed(images);
        for (var i = 2; i < network.Count; i++)
            patches = patches.Then(network[i]);
        var tokens = Aten.Cat([classToken.Expand([patches.Size(0), -1, -1]), patches], 1);
        return scope.Keep(tokens.Then(classBlocks).Then(norm));
    }

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        var features = new List<Tensor>();
        var patches = Embed(images);
        for (var i = 2; i < network.Count; i++)
        {
            patches = patches.Then(network[i]);
            features.Add(TokenPooling.ToMap(patches, 0, grid));
        }

        patches.Dispose();
        return features;
    }

    /// <summary>
    /// The class token's logits and half of the largest that any patch has, class by class. As in timm, dropout is for the patches
    /// alone, and the mean takes the class token in.
    /// </summary>
    public override Tensor ForwardHead(Tensor features, bool preLogits = false)
    {
        using var scope = new TensorScope();
        var pooled = GlobalPool == GlobalPoolKind.Token ? features.Select(1, 0) : TokenPooling.Apply(features, GlobalPool, prefix: 0);
        if (preLogits)
            return scope.Keep(pooled);
        var tokens = Options.DropRate > 0 && Training ? features.Dropout(Options.DropRate, train: true) : features;
        var best = patchClassifier.Forward(TokenPooling.WithoutPrefix(tokens, 1)).Amax(Tokens, keepdim: GlobalPool == GlobalPoolKind.None);
        return scope.Keep(Classifier.Forward(pooled) + (best * PatchShare));
    }

    /// <summary>After PyTorch's defaults: linear layers, position embeddings and the class token truncated normal, the token between the layers.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        stem.Initialize(generator);
        network.Initialize(generator);
        classBlocks.Initialize(generator);
        Init.TruncatedNormal(classToken, generator, 0, Deviation);
        patchClassifier.Initialize(generator);
        norm.Initialize(generator);
        Classifier.Initialize(generator);
        Init.TruncatedNormal(positions, generator, 0, Deviation);
        this.InitializeLinear(generator);
    }

    protected override void InitializeClassifier(TorchGenerator generator)
    {
        base.InitializeClassifier(generator);
        patchClassifier.Initialize(generator);
    }

    protected override void PlaceClassifier(Layer layer)
    {
        base.PlaceClassifier(layer);
        patchClassifier = Register(PatchHead, MakeClassifier());
    }

    /// <summary>Images to the patches that the second stage gets: [N, patches, features].</summary>
    private Tensor Embed(Tensor images)
    {
        FixedImageSize.Check(images, imageSize);
        using var scope = new TensorScope();
        var map = stem.Forward(images).Permute([0, 2, 3, 1]).Then(network[0]).Then(network[1]);
        return scope.Keep((map + positions).Flatten(1, 2));
    }

    // As in timm, the drop rates of the first stage are counted but not used.
    private void AddStages()
    {
        var (count, index) = (settings.Depths.Sum(), 0);
        for (var stage = 0; stage < settings.Depths.Length; stage++)
        {
            var blocks = new Sequential();
            for (var i = 0; i < settings.Depths[stage]; i++, index++)
                blocks.Add(stage == 0 ? OutlookBlock() : Block(Options.DropPathRate * index / (count - 1)));
            network.Add(blocks);
            if (stage == 0)
                network.Add(new Downsample(settings.Width, NumFeatures));
        }
    }

    private TransformerBlock OutlookBlock() =>
        new(new OutlookAttention(settings.Width, settings.OutlookHeads), (settings.Width, settings.Expansion, Epsilon), dropRate: 0);

    private TransformerBlock Block(double dropRate)
    {
        var attention = new SelfAttention(NumFeatures, new AttentionOptions { Heads = settings.Heads, QkvBias = false });
        return new TransformerBlock(attention, (NumFeatures, settings.Expansion, Epsilon), dropRate);
    }

    /// <summary>The class token's blocks come behind the stages. The last pattern numbers nothing: it names the blocks for gradient checkpointing.</summary>
    private static LayerGrouping MakeGrouping(int stages)
    {
        LayerPattern[] patterns =
        [
            new(@"network\.(\d+)\.(\d+)"),
            new(@"network\.(\d+)", 0),
            .. Enumerable.Range(0, ClassDepth).Select(i => new LayerPattern($@"post_network\.{i}\.", stages + i)),
            new("norm", LayerPattern.Last),
            new(@"post_network\.(\d+)"),
        ];
        return new LayerGrouping("cls_token|pos_embed|patch_embed", patterns, patterns);
    }
}
