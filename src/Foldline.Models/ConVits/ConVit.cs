using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.ConVits;

/// <summary>
/// Vision transformer whose first blocks start as convolutions; the class token joins behind them (d'Ascoli et al. 2021). Names as in
/// timm's <c>convit.py</c>.
/// </summary>
internal sealed class ConVit : TokenModel
{
    /// <summary>Added to the variance by the norms.</summary>
    public const double Epsilon = 1e-6;

    private const int HeadChannels = 48;
    private const int Depth = 12;
    private const int LocalDepth = 10;
    private const int PatchSize = 16;
    private const int DefaultSize = 224;
    private const double Deviation = 0.02;
    private readonly Tensor classToken;
    private readonly Tensor positions;

    public ConVit(int heads, ModelOptions options)
        : base(options)
    {
        NumFeatures = heads * HeadChannels;
        var patches = new PatchEmbed(options.InChannels, NumFeatures, options.ImageSize ?? DefaultSize, PatchSize);
        classToken = Parameter("cls_token", Aten.Empty([1, 1, NumFeatures]));
        positions = Parameter("pos_embed", Aten.Empty([1, patches.Count, NumFeatures]));
        var offsets = Buffer("rel_indices", GatedPositionalAttention.Offsets(patches.Grid), persistent: false);
        Patches = Register("patch_embed", patches);
        Blocks = Register("blocks", new Sequential());
        for (var i = 0; i < Depth; i++)
        {
            Layer attention = i < LocalDepth
                ? new GatedPositionalAttention(NumFeatures, heads, offsets)
                : new SelfAttention(NumFeatures, new AttentionOptions { Heads = heads, QkvBias = false });
            Blocks.Add(new ConVitBlock(NumFeatures, attention, options.DropPathRate * i / (Depth - 1)));
        }

        Norm = Register("norm", new LayerNorm(NumFeatures, Epsilon));
        RegisterClassifier();
    }

    public override int NumFeatures { get; }

    public override GlobalPoolKind GlobalPool => Options.GlobalPool ?? GlobalPoolKind.Token;

    public override IReadOnlyList<string> NoWeightDecay => ["pos_embed", "cls_token"];

    protected override TokenEmbed Patches { get; }

    protected override Sequential Blocks { get; }

    protected override Layer Norm { get; }

    protected override Layer PooledNorm { get; } = new Identity();

    /// <summary>Images to the tokens, the class token first: [N, 1 + patches, features].</summary>
    public override Tensor ForwardFeatures(Tensor images)
    {
        var tokens = Embed(images);
        for (var i = 0; i < Depth; i++)
            tokens = Advance(tokens, i);
        return tokens.Then(Norm);
    }

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        var features = new List<Tensor>();
        var tokens = Embed(images);
        for (var i = 0; i < Depth; i++)
        {
            tokens = Advance(tokens, i);
            if (i >= Depth - FeatureMaps.Count)
                features.Add(TokenPooling.ToMap(tokens, i < LocalDepth ? 0 : 1, Patches.Grid));
        }

        tokens.Dispose();
        return features;
    }

    /// <summary>
    /// PyTorch's defaults, with position embeddings, the class token and linear layers truncated normal; then the first blocks as convolutions.
    /// </summary>
    public override void Initialize(TorchGenerator generator)
    {
        Patches.Initialize(generator);
        Init.TruncatedNormal(positions, generator, 0, Deviation);
        Blocks.Initialize(generator);
        Norm.Initialize(generator);
        InitializeClassifier(generator);
        Init.TruncatedNormal(classToken, generator, 0, Deviation);
        this.InitializeLinear(generator);
        foreach (var (_, module) in Modules())
        {
            if (module is GatedPositionalAttention attention)
                attention.StartAsConvolution();
        }
    }

    /// <summary>Fits position embeddings to images of another size.</summary>
    public override Tensor? Fit(string name, Tensor stored, Tensor own) => name == "pos_embed" ? PositionEmbedding.Resample(stored, Patches.Grid, 0) : null;

    protected override Tensor Embed(Tensor images)
    {
        using var patches = Patches.Forward(images);
        return patches + positions;
    }

    protected override Tensor Pool(Tensor features) => TokenPooling.Apply(features, GlobalPool, 1);

    /// <summary>One block further; the class token joins before the first that attends to everything.</summary>
    private Tensor Advance(Tensor tokens, int block)
    {
        if (block != LocalDepth)
            return tokens.Then(Blocks[block]);
        using var scope = new TensorScope();
        var joined = Aten.Cat([classToken.Expand([tokens.Size(0), -1, -1]), tokens], 1);
        tokens.Dispose();
        return scope.Keep(joined.Then(Blocks[block]));
    }
}
