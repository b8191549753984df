using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Caits;

/// <summary>Deep transformer whose class token joins in the last two blocks (Touvron et al. 2021b). Names as in timm's <c>cait.py</c>.</summary>
internal sealed class Cait : TokenModel
{
    private const int HeadChannels = 48;
    private const int PatchSize = 16;
    private const int ClassDepth = 2;
    private const double Deviation = 0.02;
    private const double Epsilon = 1e-6;
    private readonly CaitSettings settings;
    private readonly Tensor classToken;
    private readonly Tensor positions;
    private readonly CaitBlock[] classBlocks;

    public Cait(CaitSettings settings, ModelOptions options)
        : base(options)
    {
        this.settings = settings;
        var width = settings.Width;
        var size = options.ImageSize ?? settings.ImageSize;
        classToken = Parameter("cls_token", Aten.Zeros([1, 1, width]));
        positions = Parameter("pos_embed", Aten.Zeros([1, size.Height / PatchSize * (size.Width / PatchSize), width]));
        Patches = Register("patch_embed", new PatchEmbed(options.InChannels, width, size, PatchSize));
        var heads = width / HeadChannels;
        Blocks = Register("blocks", new Sequential());
        for (var i = 0; i < settings.Depth; i++)
            Blocks.Add(new CaitBlock(settings, new TalkingHeadAttention(width, heads), options.DropPathRate));
        classBlocks = [.. Enumerable.Range(0, ClassDepth).Select(_ => new CaitBlock(settings, new ClassAttention(width, heads), dropRate: 0))];
        Register("blocks_token_only", new Sequential([.. classBlocks]));
        Norm = Register("norm", new LayerNorm(width, Epsilon));
        Grouping = MakeGrouping(settings.Depth);
        RegisterClassifier();
    }

    public override int NumFeatures => settings.Width;

    public override GlobalPoolKind GlobalPool => Options.GlobalPool ?? GlobalPoolKind.Token;

    public override LayerGrouping Grouping { get; }

    protected override TokenEmbed Patches { get; }

    protected override Sequential Blocks { get; }

    protected override Layer Norm { get; }

    protected override Layer PooledNorm { get; } = new Identity();

    /// <summary>Images to the tokens, the class token first: [N, 1 + patches, features].</summary>
    public override Tensor ForwardFeatures(Tensor images)
    {
        using var scope = new TensorScope();
        var patches = Embed(images).Then(Blocks);
        var token = classToken.Expand([patches.Size(0), -1, -1]);
        foreach (var block in classBlocks)
            token = block.Forward(token, patches);
        return scope.Keep(Norm.Forward(Aten.Cat([token, patches], dim: 1)));
    }

    /// <summary>After PyTorch's and the blocks' own defaults: linear layers, position embeddings and the class token truncated normal.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        Init.TruncatedNormal(positions, generator, 0, Deviation);
        Init.TruncatedNormal(classToken, generator, 0, Deviation);
        this.InitializeLinear(generator);
    }

    /// <summary>Fits position embeddings to images of another size.</summary>
    public override Tensor? Fit(string name, Tensor stored, Tensor own) => name == "pos_embed" ? PositionEmbedding.Resample(stored, Patches.Grid, 0) : null;

    protected override Tensor Embed(Tensor images)
    {
        using var patches = Patches.Forward(images);
        return patches + positions;
    }

    protected override Tensor Pool(Tensor features) => TokenPooling.Apply(features, GlobalPool, 1);

    /// <summary>The class token's blocks belong to the groups of the last blocks of patches, the norm to the last one's.</summary>
    private static LayerGrouping MakeGrouping(int depth)
    {
        LayerPattern[] patterns =
        [
            new(@"blocks\.(\d+)"),
            .. Enumerable.Range(0, ClassDepth).Select(i => new LayerPattern($@"blocks_token_only\.{i}\.", depth - ClassDepth + i)),
            new(@"norm\.", depth - 1),
        ];
        return new LayerGrouping("cls_token|pos_embed|patch_embed", patterns, patterns);
    }
}
