using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Nests;

/// <summary>Transformers nested in parts of the image, which join level by level (Zhang et al. 2022). Names as in timm's <c>nest.py</c>.</summary>
internal sealed class Nest : ImageModel
{
    /// <summary>Added to the variance by norms.</summary>
    public const double Epsilon = 1e-6;

    private const int DefaultSize = 224;
    private const int PatchSize = 4;
    private readonly NestSettings settings;
    private readonly Size2 imageSize;
    private readonly Sequential patchEmbed;
    private readonly Sequential levels;
    private readonly LayerNorm2d norm;
    private readonly List<FeatureMap> maps = [];

    public Nest(NestSettings settings, ModelOptions options)
        : base(options, "head")
    {
        this.settings = settings;
        imageSize = options.ImageSize ?? DefaultSize;
        patchEmbed = Register("patch_embed", new Sequential(new Dictionary<string, Layer>
        {
            ["proj"] = new Conv2d(options.InChannels, settings.Widths[0], PatchSize, new Conv2dOptions { Stride = PatchSize }),
        }));
        levels = Register("levels", new Sequential());
        AddLevels();
        norm = Register("norm", new LayerNorm2d(NumFeatures, Epsilon));
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override int NumFeatures => settings.Widths[^1];

    public override string FirstConv => "patch_embed.proj";

    public override LayerGrouping Grouping { get; } = new(
        "patch_embed",
        [new(@"levels\.(\d+)"), new(@"levels\.(\d+)\.(?:pool|pos_embed)", 0), new("norm", LayerPattern.Last)],
        [new(@"levels\.(\d+)\.transformer_encoder\.(\d+)"), new(@"levels\.(\d+)\.(?:pool|pos_embed)", 0), new("norm", LayerPattern.Last)]);

    public override Tensor ForwardFeatures(Tensor images)
    {
        FixedImageSize.Check(images, imageSize);
        return patchEmbed.Forward(images).Then(levels).Then(norm);
    }

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        FixedImageSize.Check(images, imageSize);
        var features = new List<Tensor> { patchEmbed.Forward(images).Then(levels[0]) };
        for (var i = 1; i < levels.Count; i++)
            features.Add(levels[i].Forward(features[^1]));
        return features;
    }

    /// <summary>After PyTorch's and the levels' own defaults: convolutions and linear layers truncated normal.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        this.InitializeAll(generator);
    }

    private void AddLevels()
    {
        var count = settings.Depths.Sum();
        var index = 0;
        var parts = 1 << (settings.Widths.Length - 1);
        var side = (int)imageSize.Height / PatchSize / parts;
        for (var level = 0; level < settings.Widths.Length; level++)
        {
            var channels = settings.Widths[level];
            Layer pool = level == 0 ? new Identity() : new Aggregation(settings.Widths[level - 1], channels, settings.SamePadding);
            var blocks = new List<Layer>();
            for (var i = 0; i < settings.Depths[level]; i++)
                blocks.Add(new NestBlock(channels, Options.DropPathRate * index++ / (count - 1)));
            levels.Add(new NestLevel(pool, channels, parts * parts, side, blocks));
            maps.Add(new FeatureMap(channels, PatchSize << level, $"levels.{level}"));
            parts /= 2;
        }
    }
}
