using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>
/// A network that works on the tokens of patches in blocks of one width: vision transformers, mixers. Its features are the tokens
/// [N, tokens, channels], those before the patches (class, registers) first.
/// </summary>
internal abstract class TokenModel : ImageModel
{
    private const int Maps = 3;
    private IReadOnlyList<FeatureMap>? maps;

    protected TokenModel(ModelOptions options)
        : base(options, "head")
    {
    }

    /// <summary>The outputs of the last three blocks, without the tokens before the patches.</summary>
    public override IReadOnlyList<FeatureMap> FeatureMaps =>
        maps ??= [.. Enumerable.Range(FirstMap, Blocks.Count - FirstMap).Select(i => new FeatureMap(NumFeatures, Patches.Reduction, $"blocks.{i}"))];

    public override LayerGrouping Grouping { get; } = ByBlocks("cls_token|reg_token|dist_token|pos_embed|patch_embed");

    public override string FirstConv => $"patch_embed.{Patches.FirstConv}";

    public override IReadOnlyList<string> NoWeightDecay => ["pos_embed", "cls_token", "reg_token", "dist_token"];

    internal override Size2 UsualSize => Patches.ImageSize;

    /// <summary>Makes the tokens of patches.</summary>
    protected abstract TokenEmbed Patches { get; }

    protected abstract Sequential Blocks { get; }

    /// <summary>Norm of the tokens behind the blocks.</summary>
    protected abstract Layer Norm { get; }

    /// <summary>Norm of the pooled vector.</summary>
    protected abstract Layer PooledNorm { get; }

    /// <summary>Tokens before those of the patches.</summary>
    protected virtual int PrefixTokens => 0;

    private int FirstMap => Math.Max(Blocks.Count - Maps, 0);

    /// <summary>Without what only pre-training by masked patches needs, and a layer before the classifier that timm has dropped.</summary>
    public override string? NameOf(string stored) =>
        stored == "mask_token" || stored.StartsWith("lm_head.", StringComparison.Ordinal) || stored.StartsWith("pre_logits.", StringComparison.Ordinal)
            ? null
            : base.NameOf(stored);

    public override Tensor ForwardFeatures(Tensor images) => Embed(images).Then(Blocks).Then(Norm);

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        var features = new List<Tensor>();
        var tokens = Embed(images);
        for (var i = 0; i < Blocks.Count; i++)
        {
            tokens = tokens.Then(Blocks[i]);
            if (i >= FirstMap)
                features.Add(TokenPooling.ToMap(tokens, PrefixTokens, Patches.Grid));
        }

        tokens.Dispose();
        return features;
    }

    public override Tensor ForwardHead(Tensor features, bool preLogits = false)
    {
        using var scope = new TensorScope();
        var pooled = PooledNorm.Forward(Pool(features));
        if (Options.DropRate > 0 && Training)
            pooled = pooled.Dropout(Options.DropRate, train: true);
        return scope.Keep(preLogits ? pooled : Classifier.Forward(pooled));
    }

    /// <summary>Groups of a network that is nothing but a stem and numbered blocks.</summary>
    protected static LayerGrouping ByBlocks(string stem) => new(
        stem,
        [new(@"blocks\.(\d+)"), new("norm", LayerPattern.Last)],
        [new(@"blocks\.(\d+)"), new("norm", LayerPattern.Last)]);

    /// <summary>Images to the tokens that the first block gets.</summary>
    protected abstract Tensor Embed(Tensor images);

    /// <summary>Tokens to one vector [N, channels].</summary>
    protected virtual Tensor Pool(Tensor features) => TokenPooling.Apply(features, GlobalPool, PrefixTokens);
}
