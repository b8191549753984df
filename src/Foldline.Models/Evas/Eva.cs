using Foldline.Models.Layers;
using Foldline.Models.Weights;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Evas;

/// <summary>
/// EVA and EVA-02 (Fang et al. 2023) and other vision transformers with rotary positions: DINOv3, RoPE-ViT, the Perception Encoder.
/// Names as in timm's <c>eva.py</c>.
/// </summary>
internal sealed class Eva : TokenModel
{
    private readonly EvaSettings settings;
    private readonly Tensor? classToken;
    private readonly Tensor? registers;
    private readonly Tensor? positions;
    private readonly Layer entryNorm;
    private readonly AttentionPool? attentionPool;

    public Eva(EvaSettings settings, ModelOptions options)
        : base(options)
    {
        this.settings = settings;
        GlobalPool = options.GlobalPool ?? settings.Pool;
        var normAfterPool = settings.NormAfterPool ?? GlobalPool == GlobalPoolKind.Average;
        var size = options.ImageSize ?? settings.ImageSize;
        var patches = new PatchEmbed(options.InChannels, settings.Width, size, settings.PatchSize, bias: !settings.EntryNorm);
        classToken = settings.ClassToken ? Parameter("cls_token", Aten.Zeros([1, 1, settings.Width])) : null;
        registers = settings.Registers > 0 ? Parameter("reg_token", Aten.Zeros([1, settings.Registers, settings.Width])) : null;
        positions = settings.Positions ? Parameter("pos_embed", Aten.Zeros([1, patches.Count + EmbeddedPrefix, settings.Width])) : null;
        Patches = Register("patch_embed", patches);
        var rotary = MakeRotary(patches.Grid);
        if (rotary is not null)
            Register("rope", rotary);
        entryNorm = Register("norm_pre", MakeNorm(settings.EntryNorm));
        Blocks = Register("blocks", new Sequential());
        for (var i = 0; i < settings.Depth; i++)
            Blocks.Add(new EvaBlock(settings, i, rotary, options.DropPathRate * i / (settings.Depth - 1)));
        Norm = Register("norm", MakeNorm(settings.ExitNorm ?? !normAfterPool));
        if (GlobalPool == GlobalPoolKind.Attention)
            attentionPool = Register("attn_pool", MakePool());
        PooledNorm = Register("fc_norm", MakeNorm(normAfterPool));
        RegisterClassifier();
    }

    public override int NumFeatures => settings.Width;

    public override GlobalPoolKind GlobalPool { get; }

    public override IReadOnlyList<string> NoWeightDecay => ["pos_embed", "cls_token", "reg_token", "rope.freqs"];

    protected override TokenEmbed Patches { get; }

    protected override Sequential Blocks { get; }

    protected override Layer Norm { get; }

    protected override Layer PooledNorm { get; }

    protected override int PrefixTokens => (settings.ClassToken ? 1 : 0) + settings.Registers;

    private int EmbeddedPrefix => settings.EmbedPrefix ? PrefixTokens : 0;

    public override Tensor? Fit(string name, Tensor stored, Tensor own) =>
        name == "pos_embed" ? PositionEmbedding.Resample(stored, Patches.Grid, EmbeddedPrefix) : null;

    /// <summary>
    /// Rotary tables are computed; the norm behind the blocks of a pre-trained network is a good start for the norm behind the pooling.
    /// </summary>
    public override string? NameOf(string stored)
    {
        if (stored.Contains("rope", StringComparison.Ordinal))
            return null;
        return stored is "norm.weight" or "norm.bias" && PooledNorm is LayerNorm ? $"fc_{stored}" : base.NameOf(stored);
    }

    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        Beits.ScaledBlock.InitializeAll(this, new[] { positions, classToken, registers }.OfType<Tensor>(), Classifier, generator);
    }

    internal override NameRules? RulesFor(IReadOnlySet<string> stored) => EvaNames.For(stored) ?? base.RulesFor(stored);

    protected override Tensor Embed(Tensor images)
    {
        using var scope = new TensorScope();
        var tokens = Patches.Forward(images);
        if (positions is not null && !settings.EmbedPrefix)
            tokens = tokens + positions;
        Tensor?[] prefix = [classToken, registers];
        if (PrefixTokens > 0)
            tokens = Aten.Cat([.. prefix.OfType<Tensor>().Select(token => token.Expand([images.Size(0), -1, -1])), tokens], 1);
        if (positions is not null && settings.EmbedPrefix)
            tokens = tokens + positions;
        return scope.Keep(entryNorm.Forward(tokens));
    }

    protected override Tensor Pool(Tensor features) => attentionPool is null ? base.Pool(features) : attentionPool.Forward(features);

    private Layer MakeNorm(bool wanted) => wanted ? new LayerNorm(settings.Width, settings.Epsilon) : new Identity();

    private AttentionPool MakePool() => new(
        settings.Width,
        settings.PoolHeads ?? settings.Heads,
        settings.PoolMlpRatio ?? settings.MlpRatio,
        channels => new LayerNorm(channels, settings.Epsilon));

    private RotaryEmbedding? MakeRotary(Size2 grid)
    {
        var size = settings.Width / settings.Heads;
        var options = new RotaryOptions
        {
            Grid = grid,
            Prefix = PrefixTokens,
            Temperature = settings.RotaryTemperature,
            Offset = settings.RotaryOffset,
            Reference = settings.RotaryReference,
            ColumnsFirst = settings.RotaryColumnsFirst,
        };
        return settings.Rotary switch
        {
            RotaryKind.Axial => FixedRotaryEmbedding.Axial(size, options),
            RotaryKind.Mixed => new MixedRotaryEmbedding(size, settings.Depth, settings.Heads, options),
            RotaryKind.Centred => FixedRotaryEmbedding.Centred(size, options),
            _ => null,
        };
    }
}
