using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Beits;

/// <summary>BEiT (Bao et al. 2022) and BEiT v2 (Peng et al. 2022). Names as in timm's <c>beit.py</c>.</summary>
internal sealed class Beit : TokenModel
{
    private const int PatchSize = 16;
    private const double Epsilon = 1e-6;
    private readonly BeitSettings settings;
    private readonly Tensor classToken;

    public Beit(BeitSettings settings, ModelOptions options)
        : base(options)
    {
        this.settings = settings;
        var normAfterPool = GlobalPool == GlobalPoolKind.Average;
        classToken = Parameter("cls_token", Aten.Zeros([1, 1, settings.Width]));
        Patches = Register("patch_embed", new PatchEmbed(options.InChannels, settings.Width, options.ImageSize ?? settings.ImageSize, PatchSize));
        Blocks = Register("blocks", new Sequential());
        for (var i = 0; i < settings.Depth; i++)
            Blocks.Add(new BeitBlock(settings, Patches.Grid, options.DropPathRate * i / (settings.Depth - 1)));
        Norm = Register<Layer>("norm", normAfterPool ? new Identity() : new LayerNorm(settings.Width, Epsilon));
        PooledNorm = Register<Layer>("fc_norm", normAfterPool ? new LayerNorm(settings.Width, Epsilon) : new Identity());
        RegisterClassifier();
    }

    public override int NumFeatures => settings.Width;

    public override LayerGrouping Grouping { get; } = ByBlocks("cls_token|pos_embed|patch_embed|rel_pos_bias");

    public override IReadOnlyList<string> NoWeightDecay => ["pos_embed", "cls_token", "relative_position_bias_table"];

    protected override TokenEmbed Patches { get; }

    protected override Sequential Blocks { get; }

    protected override Layer Norm { get; }

    protected override Layer PooledNorm { get; }

    protected override int PrefixTokens => 1;

    public override Tensor? Fit(string name, Tensor stored, Tensor own) => name.EndsWith("relative_position_bias_table", StringComparison.Ordinal)
        ? RelativeBiasResampling.ResizeRows(stored, Patches.Grid, own.Size(0))
        : null;

    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        ScaledBlock.InitializeAll(this, [classToken], Classifier, generator);
    }

    protected override Tensor Embed(Tensor images)
    {
        using var scope = new TensorScope();
        return scope.Keep(Aten.Cat([classToken.Expand([images.Size(0), -1, -1]), Patches.Forward(images)], 1));
    }
}
