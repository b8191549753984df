using Foldline.Models.Layers;
using Foldline.Models.SwinTransformers;
using Foldline.Models.Weights;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.SwinTransformerV2Crs;

/// <summary>
/// Swin Transformer V2 (Liu et al. 2022) as Christoph Reich wrote it from the paper: the windows grow with the images, and biases come from
/// the offsets alone, so that weights fit every image size. Names as in timm's <c>swin_transformer_v2_cr.py</c>.
/// </summary>
internal sealed class SwinTransformerV2Cr : ImageModel
{
    private const int PatchSize = 4;
    private const int WindowsPerSide = 8;
    private static readonly NameRules Before = new((@"^head\.(weight|bias)$", "head.fc.$1"));
    private readonly SwinTransformerV2CrSettings settings;
    private readonly Size2 imageSize;
    private readonly SwinPatchEmbed patchEmbed;
    private readonly Sequential stages;
    private readonly ClassifierHead head;
    private readonly List<FeatureMap> maps = [];

    public SwinTransformerV2Cr(SwinTransformerV2CrSettings settings, ModelOptions options)
        : base(options, "head.fc")
    {
        this.settings = settings;
        imageSize = options.ImageSize ?? settings.ImageSize;
        patchEmbed = Register("patch_embed", new SwinPatchEmbed(options.InChannels, settings.Width));
        stages = Register("stages", new Sequential());
        AddStages();
        head = Register("head", new ClassifierHead());
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override int NumFeatures => maps[^1].Channels;

    public override string FirstConv => "patch_embed.proj";

    public override LayerGrouping Grouping { get; } = new(
        "patch_embed",
        [new(@"stages\.(\d+)")],
        [new(@"stages\.(\d+).downsample", 0), new(@"stages\.(\d+)\.\w+\.(\d+)")]);

    internal override Size2 UsualSize => imageSize;

    public override Tensor ForwardFeatures(Tensor images)
    {
        using var map = Embed(images).Then(stages);
        return map.Permute([0, 3, 1, 2]);
    }

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        var features = new List<Tensor>();
        var x = Embed(images);
        for (var i = 0; i < stages.Count; i++)
        {
            x = x.Then(stages[i]);
            features.Add(x.Permute([0, 3, 1, 2]));
        }

        x.Dispose();
        return features;
    }

    /// <summary>PyTorch's defaults, with the branches closed, so that every block starts as the identity.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        foreach (var (_, module) in Modules())
        {
            if (module is SwinBlockV2 block)
                block.CloseBranches();
        }
    }

    internal override NameRules? RulesFor(IReadOnlySet<string> stored) =>
        stored.Contains("head.weight") && stored.Contains("patch_embed.proj.weight") ? Before : base.RulesFor(stored);

    protected override void PlaceClassifier(Layer layer) => head.Place(layer);

    private Tensor Embed(Tensor images)
    {
        FixedImageSize.Check(images, imageSize);
        return patchEmbed.Forward(images);
    }

    private void AddStages()
    {
        var count = settings.Depths.Sum();
        var (index, channels) = (0, settings.Width);
        var map = new Size2(imageSize.Height / PatchSize, imageSize.Width / PatchSize);
        var window = new Size2(Math.Max(map.Height / WindowsPerSide, 1), Math.Max(map.Width / WindowsPerSide, 1));
        for (var stage = 0; stage < settings.Depths.Length; stage++)
        {
            Layer downsample = new Identity();
            if (stage > 0)
            {
                downsample = new PatchMerging(channels, 2 * channels, normFirst: true);
                (channels, map) = (2 * channels, new Size2((map.Height + 1) / 2, (map.Width + 1) / 2));
            }

            var blocks = new List<Layer>();
            for (var i = 0; i < settings.Depths[stage]; i++)
            {
                var shape = new SwinBlockShape(channels, settings.Heads << stage, map, window, i % 2 == 1, Options.DropPathRate * index++ / (count - 1));
                blocks.Add(new SwinBlockV2(shape, new PairBiasAttention(shape), settings.HasLastNorm(stage, i)));
            }

            stages.Add(new SwinStage(downsample, blocks));
            maps.Add(new FeatureMap(channels, PatchSize << stage, $"stages.{stage}"));
        }
    }
}
