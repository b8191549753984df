using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MaxxVits;

/// <summary>
/// Networks of convolutions and attention: CoAtNet (Dai et al. 2021), MaxViT (Tu et al. 2022) and timm's variants of them. Names as
/// in timm's <c>maxxvit.py</c>.
/// </summary>
internal sealed class MaxxVit : ImageModel
{
    private const int PartitionRatio = 32;
    private readonly MaxxVitSettings settings;
    private readonly MaxxParts parts;
    private readonly Size2 imageSize;
    private readonly MaxxStem stem;
    private readonly Sequential stages;
    private readonly Layer norm;
    private readonly ClassifierHead? plainHead;
    private readonly NormMlpClassifierHead? hiddenHead;
    private readonly List<FeatureMap> maps = [];

    public MaxxVit(MaxxVitSettings settings, ModelOptions options)
        : base(options, "head.fc")
    {
        this.settings = settings;
        imageSize = options.ImageSize ?? settings.ImageSize;
        var window = settings.Transformer.Window;
        parts = new MaxxParts(settings, window > 0 ? window : new Size2(imageSize.Height / PartitionRatio, imageSize.Width / PartitionRatio));
        stem = Register("stem", new MaxxStem(parts, options.InChannels, settings.Stem, settings.StemBias));
        maps.Add(new FeatureMap(settings.Stem.Second, 2, "stem"));
        stages = Register("stages", new Sequential());
        AddStages();
        if (settings.HeadHidden > 0)
        {
            norm = Register("norm", new Identity());
            hiddenHead = Register("head", new NormMlpClassifierHead(NumFeatures, parts.Norm(NumFeatures), settings.HeadHidden, ActivationKind.Tanh, options.DropRate));
        }
        else
        {
            norm = Register("norm", parts.Norm(NumFeatures));
            plainHead = Register("head", new ClassifierHead());
        }

        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override int NumFeatures => settings.Widths[^1];

    public override int HeadFeatures => settings.HeadHidden > 0 ? settings.HeadHidden : base.HeadFeatures;

    public override string FirstConv => "stem.conv1";

    public override LayerGrouping Grouping { get; } = new(
        "stem",
        [new(@"stages\.(\d+)"), new("norm", LayerPattern.Last)],
        [new(@"stages\.(\d+)"), new("norm", LayerPattern.Last)]);

    public override IReadOnlyList<string> NoWeightDecay => ["relative_position_bias_table", "rel_pos.mlp"];

    private bool HasMapAttention => settings.Blocks.Any(kinds => kinds.Contains(MaxxBlockKind.Transformer));

    internal override Size2 UsualSize => imageSize;

    public override Tensor ForwardFeatures(Tensor images)
    {
        CheckSize(images);
        return stem.Forward(images).Then(stages).Then(norm);
    }

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        CheckSize(images);
        var features = new List<Tensor> { stem.Forward(images) };
        for (var i = 0; i < stages.Count; i++)
            features.Add(stages[i].Forward(features[^1]));
        return features;
    }

    public override Tensor ForwardHead(Tensor features, bool preLogits = false)
    {
        if (hiddenHead is null)
            return base.ForwardHead(features, preLogits);
        var hidden = hiddenHead.PreLogits(features, GlobalPool);
        return preLogits ? hidden : hidden.Then(Classifier);
    }

    /// <summary>After PyTorch's defaults the convolutional and the attention parts; the head and ConvNeXt blocks of CoAtNet keep the defaults.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        var init = new MaxxInit(generator, settings.NormalInit);
        foreach (var (name, module) in Modules())
        {
            if (module is MaxxStem or MbConvBlock || (module is ConvNextBlock && name.EndsWith(".conv", StringComparison.Ordinal)))
                init.DrawConvolutions(module);
            else if (module is TransformerBlock or PartitionAttention or ParallelAttention)
                init.DrawTransformer(module);
        }
    }

    /// <summary>Fits tables of biases to other windows, and kernels of 1×1 convolutions to linear layers and back.</summary>
    public override Tensor? Fit(string name, Tensor stored, Tensor own)
    {
        if (stored.Rank != own.Rank)
            return stored.Count == own.Count ? stored.Reshape(own.Shape) : null;
        foreach (var (path, module) in Modules())
        {
            if (module is RelativeBias bias && name == $"{path}.relative_position_bias_table")
                return bias.Fit(stored);
        }

        return null;
    }

    protected override void PlaceClassifier(Layer layer)
    {
        plainHead?.Place(layer);
        hiddenHead?.Place(layer);
    }

    /// <summary>Attention over whole maps has biases for one size; windows and grids must fit into the last map.</summary>
    private void CheckSize(Tensor images)
    {
        if (HasMapAttention)
            FixedImageSize.Check(images, imageSize);
        else
            FixedImageSize.CheckMultiple(images, new Size2(parts.Window.Height * PartitionRatio, parts.Window.Width * PartitionRatio));
    }

    private void AddStages()
    {
        var blocks = settings.Depths.Sum();
        var (index, channels) = (0, settings.Stem.Second);
        var map = new Size2(imageSize.Height / 2, imageSize.Width / 2);
        for (var stage = 0; stage < settings.Depths.Length; stage++)
        {
            map = new Size2(((map.Height - 1) / 2) + 1, ((map.Width - 1) / 2) + 1);
            var made = new List<Layer>();
            for (var i = 0; i < settings.Depths[stage]; i++)
            {
                var shape = new MaxxBlockShape(channels, settings.Widths[stage], i == 0 ? 2 : 1, map, Options.DropPathRate * index++ / (blocks - 1));
                made.Add(Block(settings.Blocks[stage][Math.Min(i, settings.Blocks[stage].Length - 1)], shape));
                channels = shape.OutChannels;
            }

            stages.Add(new MaxxStage(made));
            maps.Add(new FeatureMap(channels, 4 << stage, $"stages.{stage}"));
        }
    }

    private Layer Block(MaxxBlockKind kind, MaxxBlockShape shape) => kind switch
    {
        MaxxBlockKind.Transformer => new TransformerBlock(parts, shape),
        MaxxBlockKind.MultiAxis => new MultiAxisBlock(parts, shape),
        MaxxBlockKind.ParallelMultiAxis => new ParallelMultiAxisBlock(parts, shape),
        _ => parts.ConvolutionBlock(shape),
    };
}
