using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.CrossVits;

/// <summary>
/// Two transformers for patches of 12 and 16 pixels that exchange by their class tokens (Chen et al. 2021). Names as in timm's
/// <c>crossvit.py</c>.
/// </summary>
internal sealed class CrossVit : ImageModel
{
    /// <summary>Added to the variance by norms.</summary>
    public const double Epsilon = 1e-6;

    private const int Depth = 3;
    private const double Deviation = 0.02;
    private static readonly int[] PatchSizes = [12, 16];
    private readonly int[] widths;
    private readonly Size2 imageSize;
    private readonly List<Tensor> positions = [];
    private readonly List<Tensor> classTokens = [];
    private readonly ModuleArray<TokenEmbed> patches;
    private readonly ModuleArray<CrossBlock> blocks;
    private readonly ModuleArray<LayerNorm> norms;

    public CrossVit(CrossVitSettings settings, ModelOptions options)
        : base(options, "head")
    {
        widths = [settings.Width, 2 * settings.Width];
        var sizes = settings.SizesFor(options.ImageSize);
        imageSize = sizes[0];
        patches = new ModuleArray<TokenEmbed>(sizes.Select((size, i) => MakePatches(settings.HasConvStem, size, i)));
        for (var i = 0; i < widths.Length; i++)
        {
            positions.Add(Parameter($"pos_embed_{i}", Aten.Zeros([1, 1 + patches[i].Count, widths[i]])));
            classTokens.Add(Parameter($"cls_token_{i}", Aten.Zeros([1, 1, widths[i]])));
        }

        Register("patch_embed", patches);
        var rates = Enumerable.Range(0, Depth * settings.Depth).Select(i => options.DropPathRate * i / ((Depth * settings.Depth) - 1));
        blocks = Register("blocks", new ModuleArray<CrossBlock>(rates.Chunk(settings.Depth).Select(chunk => new CrossBlock(settings, widths, chunk))));
        norms = Register("norm", new ModuleArray<LayerNorm>(widths.Select(width => new LayerNorm(width, Epsilon))));
        RegisterClassifier();
    }

    /// <summary>None: timm has no feature lists of these networks.</summary>
    public override IReadOnlyList<FeatureMap> FeatureMaps => [];

    public override int NumFeatures => widths.Sum();

    public override GlobalPoolKind GlobalPool => Options.GlobalPool ?? GlobalPoolKind.Token;

    public override string FirstConv => FirstConvs[0];

    public override IReadOnlyList<string> ClassifierNames =>
        Options.Head is null && NumClasses > 0 ? [.. widths.Select((_, i) => $"{ClassifierName}.{i}")] : base.ClassifierNames;

    // Blocks of branches are recomputed one by one; the second pattern is for what lies between them.
    public override LayerGrouping Grouping { get; } = new(
        "cls_token|pos_embed|patch_embed",
        [new(@"blocks\.(\d+)"), new("norm", LayerPattern.Last)],
        [new(@"blocks\.(\d+)\.blocks\.\d+\.\d+"), new(@"blocks\.(\d+)"), new("norm", LayerPattern.Last)]);

    public override IReadOnlyList<string> NoWeightDecay { get; } =
        [.. Enumerable.Range(0, PatchSizes.Length).SelectMany(i => (string[])[$"cls_token_{i}", $"pos_embed_{i}"])];

    internal override IReadOnlyList<string> FirstConvs => [.. patches.Select((branch, i) => $"patch_embed.{i}.{branch.FirstConv}")];

    internal override Size2 UsualSize => imageSize;

    /// <summary>The authors' files have a list of position embeddings and one of class tokens.</summary>
    public override string? NameOf(string stored)
    {
        var isNumbered = stored.StartsWith("pos_embed.", StringComparison.Ordinal) || stored.StartsWith("cls_token.", StringComparison.Ordinal);
        return isNumbered ? stored.Replace('.', '_') : base.NameOf(stored);
    }

    /// <summary>
    /// Images to the tokens of both branches, which differ in number and channels, one branch after the other:
    /// [N, tokens · channels of the first + tokens · channels of the second]. Images of another size are resized.
    /// </summary>
    public override Tensor ForwardFeatures(Tensor images)
    {
        using var scope = new TensorScope();
        IReadOnlyList<Tensor> tokens = [.. Enumerable.Range(0, widths.Length).Select(i => Embed(images, i))];
        foreach (var block in blocks)
            tokens = block.Forward(tokens);
        return scope.Keep(Aten.Cat([.. tokens.Zip(norms, (branch, norm) => norm.Forward(branch).Flatten(1))], 1));
    }

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images) => [];

    /// <summary>The mean of both branches' logits.</summary>
    public override Tensor ForwardHead(Tensor features, bool preLogits = false)
    {
        using var scope = new TensorScope();
        var branches = features.SplitWithSizes([.. positions.Select(position => position.Count)], 1);
        var pooled = Aten.Cat([.. branches.Zip(widths, (branch, width) => TokenPooling.ToVector(branch.Unflatten(1, [-1, width]), GlobalPool, 1))], 1);
        if (Options.DropRate > 0 && Training)
            pooled = pooled.Dropout(Options.DropRate, train: true);
        return scope.Keep(preLogits ? pooled : Classifier.Forward(pooled));
    }

    /// <summary>After PyTorch's defaults: position embeddings, class tokens and linear layers truncated normal.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        for (var i = 0; i < widths.Length; i++)
        {
            Init.TruncatedNormal(positions[i], generator, 0, Deviation);
            Init.TruncatedNormal(classTokens[i], generator, 0, Deviation);
        }

        this.InitializeLinear(generator);
    }

    protected override Layer MakeDefaultClassifier() => NumClasses > 0 ? new BranchClassifier(widths, NumClasses) : base.MakeDefaultClassifier();

    private TokenEmbed MakePatches(bool hasConvStem, Size2 size, int branch) => hasConvStem
        ? new ConvPatches(Options.InChannels, widths[branch], size, PatchSizes[branch])
        : new PatchEmbed(Options.InChannels, widths[branch], size, PatchSizes[branch]);

    /// <summary>Images, resized where a branch wants them smaller, to the tokens that the first block gets: [N, 1 + patches, C].</summary>
    private Tensor Embed(Tensor images, int branch)
    {
        using var scope = new TensorScope();
        var size = patches[branch].ImageSize;
        var resized = images.Size(2) == size.Height && images.Size(3) == size.Width ? images : images.UpsampleBicubic2d(size.ToArray(), alignCorners: false);
        var embedded = patches[branch].Forward(resized);
        return scope.Keep(Aten.Cat([classTokens[branch].Expand([images.Size(0), -1, -1]), embedded], 1) + positions[branch]);
    }
}
