using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Xcits;

/// <summary>Transformer with attention between channels; a class token joins behind it (El-Nouby et al. 2021). Names as in timm's <c>xcit.py</c>.</summary>
internal sealed class Xcit : TokenModel
{
    private const int ClassDepth = 2;
    private const double Deviation = 0.02;
    private const double Epsilon = 1e-6;
    private readonly XcitSettings settings;
    private readonly Tensor classToken;
    private readonly FourierPositions positions;
    private readonly Sequential classBlocks;

    public Xcit(XcitSettings settings, ModelOptions options)
        : base(options)
    {
        this.settings = settings;
        classToken = Parameter("cls_token", Aten.Zeros([1, 1, settings.Width]));
        Patches = Register("patch_embed", new ConvPatchEmbed(options.InChannels, settings.Width, options.ImageSize ?? settings.ImageSize, settings.PatchSize));
        positions = Register("pos_embed", new FourierPositions(settings.Width));
        Blocks = Register("blocks", new Sequential());
        for (var i = 0; i < settings.Depth; i++)
            Blocks.Add(new XcitBlock(settings, Patches.Grid, options.DropPathRate));
        classBlocks = Register("cls_attn_blocks", new Sequential([.. Enumerable.Range(0, ClassDepth).Select(_ => new ClassBlock(settings))]));
        Norm = Register("norm", new LayerNorm(settings.Width, Epsilon));
        Grouping = MakeGrouping(settings.Depth);
        RegisterClassifier();
    }

    public override int NumFeatures => settings.Width;

    public override GlobalPoolKind GlobalPool => Options.GlobalPool ?? GlobalPoolKind.Token;

    public override LayerGrouping Grouping { get; }

    public override IReadOnlyList<string> NoWeightDecay => ["pos_embed", "cls_token"];

    protected override TokenEmbed Patches { get; }

    protected override Sequential Blocks { get; }

    protected override Layer Norm { get; }

    protected override Layer PooledNorm { get; } = new Identity();

    /// <summary>Images to the tokens, the class token first: [N, 1 + patches, features].</summary>
    public override Tensor ForwardFeatures(Tensor images)
    {
        using var scope = new TensorScope();
        var patches = Embed(images).Then(Blocks);
        var tokens = Aten.Cat([classToken.Expand([patches.Size(0), -1, -1]), patches], 1);
        return scope.Keep(tokens.Then(classBlocks).Then(Norm));
    }

    /// <summary>After PyTorch's and the blocks' own defaults: linear layers and the class token truncated normal.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        Init.TruncatedNormal(classToken, generator, 0, Deviation);
        this.InitializeLinear(generator);
    }

    protected override Tensor Embed(Tensor images)
    {
        using var scope = new TensorScope();
        var patches = Patches.Forward(images);
        return scope.Keep(patches + positions.Forward(Patches.Grid.Height, Patches.Grid.Width).Flatten(2).Transpose(1, 2));
    }

    protected override Tensor Pool(Tensor features) => TokenPooling.Apply(features, GlobalPool, 1);

    /// <summary>The class token's blocks come behind those of the patches.</summary>
    private static LayerGrouping MakeGrouping(int depth)
    {
        LayerPattern[] patterns =
        [
            new(@"blocks\.(\d+)"),
            .. Enumerable.Range(0, ClassDepth).Select(i => new LayerPattern($@"cls_attn_blocks\.{i}\.", depth + i)),
            new("norm", LayerPattern.Last),
        ];
        return new LayerGrouping("cls_token|pos_embed|patch_embed", patterns, patterns);
    }
}
