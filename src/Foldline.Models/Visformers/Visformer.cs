using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Visformers;

/// <summary>
/// A convolutional stage and two stages of attention (Chen et al. 2021). Names as in timm's <c>visformer.py</c>, which offers no feature
/// maps of it.
/// </summary>
internal sealed class Visformer : ImageModel
{
    private const int DefaultSize = 224;
    private const double Deviation = 0.02;
    private static readonly int[] Depths = [7, 4, 4];
    private static readonly int[] Patches = [4, 2, 2];
    private readonly Size2 imageSize;
    private readonly Tensor[] positions;
    private readonly Sequential stem;
    private readonly Layer[] embeds = new Layer[Depths.Length];
    private readonly Layer[] stages = new Layer[Depths.Length];
    private readonly BatchNorm2d norm;

    /// <param name="width">Channels of the second stage; the first has half of them, the third twice as many.</param>
    /// <param name="options">What the caller chose.</param>
    public Visformer(int width, ModelOptions options)
        : base(options, "head")
    {
        int[] widths = [width / 2, width, 2 * width];
        imageSize = options.ImageSize ?? DefaultSize;
        positions = [.. widths.Select((channels, i) => Parameter($"pos_embed{i + 1}", Aten.Zeros([1, channels, imageSize.Height / (8 << i), imageSize.Width / (8 << i)])))];
        NumFeatures = widths[^1];
        var stemWidth = width / 12;
        stem = Register("stem", new Sequential(
            new Conv2d(options.InChannels, stemWidth, 7, new Conv2dOptions { Stride = 2, Padding = 3, Bias = false }),
            new BatchNorm2d(stemWidth),
            new Activation(ActivationKind.Relu)));
        AddStages([stemWidth, .. widths], width / 64);
        norm = Register("norm", new BatchNorm2d(NumFeatures));
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => [];

    public override int NumFeatures { get; }

    public override string FirstConv => "stem.0";

    public override LayerGrouping Grouping { get; } = new(
        "patch_embed1|pos_embed1|stem",
        [new(@"stage(\d+)\.(\d+)"), new(@"(?:patch_embed|pos_embed)(\d+)", 0), new("norm", LayerPattern.Last)],
        [new(@"stage(\d+)\.(\d+)"), new(@"(?:patch_embed|pos_embed)(\d+)", 0), new("norm", LayerPattern.Last)]);

    public override Tensor ForwardFeatures(Tensor images)
    {
        FixedImageSize.Check(images, imageSize);
        using var scope = new TensorScope();
        var x = stem.Forward(images);
        for (var i = 0; i < stages.Length; i++)
            x = (x.Then(embeds[i]) + positions[i]).Then(stages[i]);
        return scope.Keep(norm.Forward(x));
    }

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images) => [];

    /// <summary>After PyTorch's defaults: linear layers and position embeddings truncated normal, convolutions by He et al. (normal, fan out).</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        foreach (var position in positions)
            Init.TruncatedNormal(position, generator, 0, Deviation);
        foreach (var (_, module) in Modules())
        {
            if (module is not Conv2d conv)
                continue;
            Init.KaimingNormal(conv.Weight, generator, fanOut: true);
            if (conv.Bias is not null)
                Init.Constant(conv.Bias, 0);
        }

        this.InitializeLinear(generator);
    }

    private void AddStages(int[] widths, int heads)
    {
        var count = Depths.Sum();
        var index = 0;
        for (var stage = 0; stage < Depths.Length; stage++)
        {
            embeds[stage] = Register($"patch_embed{stage + 1}", new Sequential(new Dictionary<string, Layer>
            {
                ["proj"] = new Conv2d(widths[stage], widths[stage + 1], Patches[stage], new Conv2dOptions { Stride = Patches[stage] }),
                ["norm"] = new BatchNorm2d(widths[stage + 1]),
            }));
            var blocks = new Sequential();
            for (var i = 0; i < Depths[stage]; i++)
                blocks.Add(new VisformerBlock(widths[stage + 1], heads, isSpatial: stage == 0, Options.DropPathRate * index++ / (count - 1)));
            stages[stage] = Register($"stage{stage + 1}", blocks);
        }
    }
}
