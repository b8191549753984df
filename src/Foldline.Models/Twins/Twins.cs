using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Twins;

/// <summary>Transformers of attention to smaller maps, in one kind of them alternating with windows (Chu et al. 2021). Names as in timm's <c>twins.py</c>.</summary>
internal sealed class Twins : ImageModel
{
    // Of all norms but those of patches.
    private const double Epsilon = 1e-6;
    private static readonly int[] Reductions = [8, 4, 2, 1];
    private readonly TwinsSettings settings;
    private readonly Sequential patchEmbeds;
    private readonly Sequential blocks;
    private readonly Sequential positions;
    private readonly LayerNorm norm;

    public Twins(TwinsSettings settings, ModelOptions options)
        : base(options, "head")
    {
        this.settings = settings;
        var widths = settings.Widths;
        patchEmbeds = Register("patch_embeds", new Sequential());
        for (var stage = 0; stage < widths.Length; stage++)
            patchEmbeds.Add(stage == 0 ? new TwinsPatchEmbed(options.InChannels, widths[0], 4) : new TwinsPatchEmbed(widths[stage - 1], widths[stage], 2));
        blocks = Register("blocks", new Sequential());
        AddBlocks();
        positions = Register("pos_block", new Sequential([.. widths.Select(width => new PositionConv(width))]));
        norm = Register("norm", new LayerNorm(NumFeatures, Epsilon));
        FeatureMaps = [.. widths.Select((width, stage) => new FeatureMap(width, 4 << stage, $"block.{stage}"))];
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps { get; }

    public override int NumFeatures => settings.Widths[^1];

    public override string FirstConv => "patch_embeds.0.proj";

    public override LayerGrouping Grouping { get; } = new(
        "patch_embeds.0",
        [new(@"(?:blocks|patch_embeds|pos_block)\.(\d+)"), new("norm", LayerPattern.Last)],
        [new(@"blocks\.(\d+)\.(\d+)"), new(@"(?:patch_embeds|pos_block)\.(\d+)", 0), new("norm", LayerPattern.Last)]);

    public override IReadOnlyList<string> NoWeightDecay => ["pos_block."];

    /// <summary>Images to the last tokens: [N, h · w, features].</summary>
    public override Tensor ForwardFeatures(Tensor images)
    {
        using var scope = new TensorScope();
        var x = images;
        for (var stage = 0; stage < blocks.Count; stage++)
            x = Stage(x, stage);
        return scope.Keep(norm.Forward(x.Permute([0, 2, 3, 1]).Flatten(1, 2)));
    }

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        var features = new List<Tensor>();
        for (var stage = 0; stage < blocks.Count; stage++)
            features.Add(Stage(stage == 0 ? images : features[^1], stage));
        return features;
    }

    public override Tensor ForwardHead(Tensor features, bool preLogits = false)
    {
        using var scope = new TensorScope();
        return scope.Keep(base.ForwardHead(features.Transpose(1, 2).Unsqueeze(-1), preLogits));
    }

    /// <summary>After PyTorch's defaults: linear layers truncated normal, convolutions normal by their fan out.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        this.InitializeLinear(generator);
        this.InitializeConvolutions(generator);
    }

    /// <summary>One stage: [N, in, H, W] → [N, out, h, w]. Behind its first block come the position codes.</summary>
    private Tensor Stage(Tensor input, int stage)
    {
        using var scope = new TensorScope();
        var chain = (Sequential)blocks[stage];
        var x = patchEmbeds[stage].Forward(input);
        for (var i = 0; i < chain.Count; i++)
        {
            x = x.Then(chain[i]);
            if (i == 0)
                x = x.Then(positions[stage]);
        }

        return scope.Keep(x.Permute([0, 3, 1, 2]));
    }

    private void AddBlocks()
    {
        var count = settings.Depths.Sum();
        var index = 0;
        for (var stage = 0; stage < settings.Depths.Length; stage++)
        {
            var (channels, heads) = (settings.Widths[stage], settings.Heads[stage]);
            var chain = new Sequential();
            for (var i = 0; i < settings.Depths[stage]; i++)
            {
                Layer attention = settings.HasWindows && i % 2 == 0
                    ? new LocalAttention(channels, heads)
                    : new ReducedAttention(channels, heads, Reductions[stage]);
                chain.Add(new TransformerBlock(attention, (channels, settings.Expansions[stage], Epsilon), Options.DropPathRate * index++ / (count - 1)));
            }

            blocks.Add(chain);
        }
    }
}
