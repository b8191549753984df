using System.Globalization;
using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Coats;

/// <summary>
/// Transformer of four scales with a class token each, of which the last three may exchange in parallel blocks (Xu et al. 2021). Names as in
/// timm's <c>coat.py</c>.
/// </summary>
internal sealed class Coat : ImageModel
{
    /// <summary>Added to the variance by all norms but those of patches.</summary>
    public const double Epsilon = 1e-6;

    private const double Deviation = 0.02;
    private const int Scales = 4;
    private readonly CoatSettings settings;
    private readonly Tensor[] classTokens;
    private readonly PatchEmbed[] patches;
    private readonly ConvPositions[] positions;
    private readonly Sequential[] serialBlocks;
    private readonly Sequential? parallelBlocks;
    private readonly TokenScales scales;
    private readonly LayerNorm[] norms;
    private readonly Conv1d? aggregate;

    public Coat(CoatSettings settings, ModelOptions options)
        : base(options, "head")
    {
        this.settings = settings;
        classTokens = [.. settings.Widths.Select((width, i) => Parameter(Numbered("cls_token", i), Aten.Zeros([1, 1, width])))];
        patches = [.. Enumerable.Range(0, Scales).Select(i => Register(Numbered("patch_embed", i), MakePatches(i)))];
        positions = [.. patches.Select((patch, i) => Register(Numbered("cpe", i), new ConvPositions(settings.Widths[i], patch.Grid)))];
        ConvRelativePositions[] relative =
            [.. patches.Select((patch, i) => Register(Numbered("crpe", i), new ConvRelativePositions(settings.Widths[i] / FactorizedAttention.Heads, patch.Grid)))];
        serialBlocks = [.. relative.Select((shared, i) => Register(Numbered("serial_blocks", i), MakeSerial(i, shared)))];
        scales = new TokenScales([.. patches.Skip(1).Select(patch => patch.Grid)]);
        if (HasParallel)
            parallelBlocks = Register("parallel_blocks", MakeParallel(relative[1..]));
        norms = [.. Enumerable.Range(0, Scales).Skip(HasParallel ? 1 : Scales - 1).Select(i => Register(Numbered("norm", i), new LayerNorm(NumFeatures, Epsilon)))];
        if (HasParallel)
            aggregate = Register("aggregate", new Conv1d(scales.Count, 1, 1));
        Grouping = MakeGrouping(settings.ParallelDepth);
        RegisterClassifier();
    }

    /// <summary>None: timm has no feature lists of these networks.</summary>
    public override IReadOnlyList<FeatureMap> FeatureMaps => [];

    public override int NumFeatures => settings.Widths[^1];

    public override GlobalPoolKind GlobalPool => Options.GlobalPool ?? GlobalPoolKind.Token;

    public override string FirstConv => "patch_embed1.proj";

    public override LayerGrouping Grouping { get; }

    public override IReadOnlyList<string> NoWeightDecay { get; } = [.. Enumerable.Range(0, Scales).Select(i => Numbered("cls_token", i))];

    internal override Size2 UsualSize => patches[0].ImageSize;

    private bool HasParallel => settings.ParallelDepth > 0;

    /// <summary>Without what the authors' files have beyond it: norms of scales that the classifier does not see.</summary>
    public override string? NameOf(string stored)
    {
        string[] leftOut = HasParallel ? ["norm1."] : ["norm1.", "norm2.", "norm3.", "aggregate."];
        return leftOut.Any(part => stored.StartsWith(part, StringComparison.Ordinal)) ? null : base.NameOf(stored);
    }

    /// <summary>
    /// Images to the last scale's tokens, the class token first: [N, 1 + patches, features]. With parallel blocks the tokens of the last
    /// three scales, one scale after the other.
    /// </summary>
    public override Tensor ForwardFeatures(Tensor images)
    {
        using var scope = new TensorScope();
        var tokens = Serial(images);
        if (parallelBlocks is null)
            return scope.Keep(norms[0].Forward(tokens[^1]));
        var joined = TokenScales.Join(tokens.Skip(1));
        for (var i = 0; i < parallelBlocks.Count; i++)
            joined = TokenScales.Join(scales.Split(joined).Select((scale, j) => positions[1 + j].Forward(scale))).Then(parallelBlocks[i]);
        return scope.Keep(TokenScales.Join(scales.Split(joined).Zip(norms, (scale, norm) => norm.Forward(scale))));
    }

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images) => [];

    public override Tensor ForwardHead(Tensor features, bool preLogits = false)
    {
        using var scope = new TensorScope();
        var pooled = aggregate is null
            ? TokenPooling.ToVector(features, GlobalPool, 1)
            : aggregate.Forward(Aten.Stack([.. scales.Split(features).Select(scale => TokenPooling.ToVector(scale, GlobalPool, 1))], 1)).Squeeze(1);
        if (Options.DropRate > 0 && Training)
            pooled = pooled.Dropout(Options.DropRate, train: true);
        return scope.Keep(preLogits ? pooled : Classifier.Forward(pooled));
    }

    /// <summary>After PyTorch's defaults: class tokens and linear layers truncated normal.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        foreach (var token in classTokens)
            Init.TruncatedNormal(token, generator, 0, Deviation);
        this.InitializeLinear(generator);
    }

    private static string Numbered(string name, int scale) => string.Create(CultureInfo.InvariantCulture, $"{name}{scale + 1}");

    /// <summary>The tokens of each scale: [N, 1 + patches, C].</summary>
    private List<Tensor> Serial(Tensor images)
    {
        var tokens = new List<Tensor>();
        var map = images;
        for (var i = 0; i < Scales; i++)
        {
            var embedded = patches[i].Forward(map);
            var joined = Aten.Cat([classTokens[i].Expand([embedded.Size(0), -1, -1]), embedded], 1);
            tokens.Add(joined.Then(serialBlocks[i]));
            map = TokenPooling.ToMap(tokens[i], 1, patches[i].Grid);
        }

        return tokens;
    }

    // A scale is made for the map of the one before, 4, 8 and 16 times smaller than the images.
    private PatchEmbed MakePatches(int scale)
    {
        var size = Options.ImageSize ?? settings.ImageSize;
        var reduction = scale == 0 ? 1 : 2 << scale;
        var inChannels = scale == 0 ? Options.InChannels : settings.Widths[scale - 1];
        var shape = new Size2(size.Height / reduction, size.Width / reduction);
        return new PatchEmbed(inChannels, settings.Widths[scale], shape, scale == 0 ? 4 : 2, norm: channels => new LayerNorm(channels));
    }

    private Sequential MakeSerial(int scale, ConvRelativePositions relative)
    {
        var shape = (settings.Widths[scale], settings.Expansions[scale]);
        return new Sequential([.. Enumerable.Range(0, settings.Depths[scale]).Select(_ => new SerialBlock(shape, positions[scale], relative, Options.DropPathRate))]);
    }

    private Sequential MakeParallel(ConvRelativePositions[] relative)
    {
        var shape = (NumFeatures, settings.Expansions[^1]);
        return new Sequential([.. Enumerable.Range(0, settings.ParallelDepth).Select(_ => new ParallelBlock(shape, scales, relative, Options.DropPathRate))]);
    }

    /// <summary>Each scale starts with its class token, patches and positions. The last pattern numbers nothing: it names the blocks for gradient checkpointing.</summary>
    private static LayerGrouping MakeGrouping(int parallelDepth)
    {
        LayerPattern[] patterns =
        [
            new(@"serial_blocks(\d)\.(\d+)"),
            new(@"(?:cls_token|patch_embed|crpe|cpe)(\d)", -1),
            .. Enumerable.Range(0, parallelDepth).Select(i => new LayerPattern($@"parallel_blocks\.{i}\.", Scales + 1 + i)),
            new("norm|aggregate", LayerPattern.Last),
            new(@"parallel_blocks\.(\d+)"),
        ];
        return new LayerGrouping("cls_token1|patch_embed1|crpe1|cpe1", patterns, patterns);
    }
}
