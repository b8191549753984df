using Foldline.Models.Layers;
using Foldline.Models.Weights;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.VisionTransformers;

/// <summary>
/// Vision transformers (Dosovitskiy et al. 2021) and their relatives: DeiT, DeiT III, CLIP and SigLIP image towers, DINOv2, BEiT-3, AIMv2,
/// FlexiViT, networks with registers. Names as in timm's <c>vision_transformer.py</c>.
/// </summary>
internal sealed class VisionTransformer : TokenModel
{
    private const string DistillationHead = "head_dist";
    private const double Deviation = 0.02;
    private const double TokenDeviation = 1e-6;
    private readonly VisionTransformerSettings settings;
    private readonly Tensor? classToken;
    private readonly Tensor? registers;
    private readonly Tensor? distillationToken;
    private readonly Tensor positions;
    private readonly Layer entryNorm;
    private readonly AttentionPool? attentionPool;
    private Layer? distillationHead;

    /// <param name="settings">What tells this network from others.</param>
    /// <param name="options">What the caller chose.</param>
    /// <param name="hybrid">Makes the patches where a convolutional network comes before them.</param>
    public VisionTransformer(VisionTransformerSettings settings, ModelOptions options, Func<Size2, TokenEmbed>? hybrid = null)
        : base(options)
    {
        this.settings = settings;
        GlobalPool = options.GlobalPool ?? settings.Pool;
        var parts = new VisionTransformerParts(settings);
        var normAfterPool = settings.NormAfterPool ?? GlobalPool is GlobalPoolKind.Average or GlobalPoolKind.AverageMax or GlobalPoolKind.Max;
        var size = options.ImageSize ?? settings.ImageSize;
        var patches = hybrid?.Invoke(size) ?? new PatchEmbed(
            options.InChannels,
            settings.Width,
            size,
            settings.PatchSize,
            bias: !settings.EntryNorm,
            settings.PatchNorm ? parts.Norm : null);
        classToken = settings.ClassToken ? Parameter("cls_token", Aten.Zeros([1, 1, settings.Width])) : null;
        registers = settings.Registers > 0 ? Parameter("reg_token", Aten.Zeros([1, settings.Registers, settings.Width])) : null;
        positions = Parameter("pos_embed", Aten.Zeros([1, patches.Count + EmbeddedPrefix, settings.Width]));
        distillationToken = settings.Distilled ? Parameter("dist_token", Aten.Zeros([1, 1, settings.Width])) : null;
        Patches = Register("patch_embed", patches);
        entryNorm = Register("norm_pre", settings.EntryNorm ? parts.Norm() : new Identity());
        Blocks = Register("blocks", new Sequential());
        for (var i = 0; i < settings.Depth; i++)
            Blocks.Add(parts.Block(i, options.DropPathRate * i / Math.Max(settings.Depth - 1, 1)));
        Norm = Register("norm", settings.FinalNorm && !normAfterPool ? parts.Norm() : new Identity());
        if (GlobalPool == GlobalPoolKind.Attention)
            attentionPool = Register("attn_pool", new AttentionPool(settings.Width, settings.Heads, settings.MlpRatio, parts.Norm, settings.Activation));
        PooledNorm = Register("fc_norm", settings.FinalNorm && normAfterPool ? parts.Norm() : new Identity());
        RegisterClassifier();
    }

    public override int NumFeatures => settings.Width;

    public override GlobalPoolKind GlobalPool { get; }

    public override IReadOnlyList<string> ClassifierNames => settings.Distilled ? [ClassifierName, DistillationHead] : base.ClassifierNames;

    protected override TokenEmbed Patches { get; }

    protected override Sequential Blocks { get; }

    protected override Layer Norm { get; }

    protected override Layer PooledNorm { get; }

    protected override int PrefixTokens => (settings.ClassToken ? 1 : 0) + (settings.Distilled ? 1 : 0) + settings.Registers;

    private int EmbeddedPrefix => settings.EmbedPrefix ? PrefixTokens : 0;

    /// <summary>The mean of both heads where there is one for distillation, while training too.</summary>
    public override Tensor ForwardHead(Tensor features, bool preLogits = false)
    {
        if (distillationHead is null)
            return base.ForwardHead(features, preLogits);
        using var scope = new TensorScope();
        var (first, second) = (features.Select(1, 0), features.Select(1, 1));
        return scope.Keep(preLogits ? (first + second) / 2 : (Classifier.Forward(first) + distillationHead.Forward(second)) / 2);
    }

    protected override void InitializeClassifier(TorchGenerator generator)
    {
        base.InitializeClassifier(generator);
        distillationHead?.Initialize(generator);
    }

    /// <summary>Resamples position embeddings; CLIP's projection into the space of texts is stored the other way round.</summary>
    public override Tensor? Fit(string name, Tensor stored, Tensor own)
    {
        if (name == $"{ClassifierName}.weight")
            return stored.Rank == 2 && own.Rank == 2 && stored.Size(1) == own.Size(0) ? stored.Transpose(0, 1) : null;
        if (name != "pos_embed")
            return null;
        return PositionEmbedding.Resample(stored.Rank == 2 ? stored.Unsqueeze(0) : stored, Patches.Grid, EmbeddedPrefix, settings.BilinearPositions);
    }

    /// <summary>
    /// After PyTorch's defaults: position embeddings and linear layers normal, cut off, without biases; class token and registers
    /// nearly 0; gates nearly the same for every input.
    /// </summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        if (distillationToken is not null)
            Init.TruncatedNormal(distillationToken, generator, 0, Deviation);
        Init.TruncatedNormal(positions, generator, 0, Deviation);
        if (classToken is not null)
            Init.Normal(classToken, generator, 0, TokenDeviation);
        if (registers is not null)
            Init.Normal(registers, generator, 0, TokenDeviation);
        this.ForEachDepthFirst((_, module) => Reset(module, generator));
    }

    internal override NameRules? RulesFor(IReadOnlySet<string> stored) => VisionTransformerNames.For(stored) ?? base.RulesFor(stored);

    protected override void PlaceClassifier(Layer layer)
    {
        base.PlaceClassifier(layer);
        if (settings.Distilled)
            distillationHead = Register(DistillationHead, MakeClassifier());
    }

    protected override Tensor Embed(Tensor images)
    {
        using var scope = new TensorScope();
        var tokens = Patches.Forward(images);
        if (!settings.EmbedPrefix)
            tokens = tokens + positions;
        Tensor?[] prefix = [classToken, distillationToken, registers];
        if (PrefixTokens > 0)
            tokens = Aten.Cat([.. prefix.OfType<Tensor>().Select(token => token.Expand([images.Size(0), -1, -1])), tokens], 1);
        if (settings.EmbedPrefix)
            tokens = tokens + positions;
        return scope.Keep(entryNorm.Forward(tokens));
    }

    protected override Tensor Pool(Tensor features)
    {
        if (attentionPool is null)
            return base.Pool(features);
        using var scope = new TensorScope();
        return scope.Keep(attentionPool.Forward(settings.PoolPrefix ? features : TokenPooling.WithoutPrefix(features, PrefixTokens)));
    }

    private static void Reset(Module module, TorchGenerator generator)
    {
        switch (module)
        {
            case Linear linear:
                Init.TruncatedNormal(linear.Weight, generator, 0, Deviation);
                if (linear.Bias is not null)
                    Init.Constant(linear.Bias, 0);
                break;
            case GluMlp glu:
                glu.ResetGate(generator);
                break;
            case SwiGlu swiGlu:
                swiGlu.ResetGate(generator);
                break;
            case AttentionPool pool:
                pool.ResetLatent(generator);
                break;
        }
    }
}
