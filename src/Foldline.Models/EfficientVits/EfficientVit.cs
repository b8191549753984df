using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientVits;

/// <summary>Convolutions first, linear attention at the end (Cai et al. 2023, MIT's EfficientViT). Names as in timm's <c>efficientvit_mit.py</c>.</summary>
internal sealed class EfficientVit : ImageModel
{
    private const int AttentionExpansion = 6;
    private const int Expansion = 4;
    private readonly EfficientVitSettings settings;
    private readonly LocalBlocks blocks;
    private readonly NamedSequence stem;
    private readonly Sequential stages;
    private readonly EfficientVitHead head;

    public EfficientVit(EfficientVitSettings settings, ModelOptions options)
        : base(options, "head.classifier.4")
    {
        this.settings = settings;
        blocks = new LocalBlocks(settings);
        FeatureMaps = [.. settings.Widths.Skip(1).Select((width, i) => new FeatureMap(width, 4 << i, $"stages.{i}"))];
        stem = Register("stem", MakeStem(options.InChannels));
        stages = Register("stages", new Sequential());
        for (var stage = 0; stage < settings.Widths.Length - 1; stage++)
            stages.Add(new NamedSequence(("blocks", settings.IsLarge ? LargeStage(stage) : Stage(stage))));
        head = Register("head", new EfficientVitHead(settings, options.DropRate));
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps { get; }

    public override int NumFeatures => settings.Widths[^1];

    public override int HeadFeatures => settings.HiddenWidths[1];

    public override string FirstConv => "stem.in_conv.conv";

    public override LayerGrouping Grouping { get; } = new(
        "stem",
        [new(@"stages\.(\d+)")],
        [new(@"stages\.(\d+).downsample", 0), new(@"stages\.(\d+)\.\w+\.(\d+)")]);

    public override Tensor ForwardFeatures(Tensor images) => stem.Forward(images).Then(stages);

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        using var first = stem.Forward(images);
        return stages.ForwardMaps(first, [.. Enumerable.Range(0, stages.Count)]);
    }

    public override Tensor ForwardHead(Tensor features, bool preLogits = false)
    {
        var hidden = head.PreLogits(features, GlobalPool);
        return preLogits ? hidden : hidden.Then(Classifier);
    }

    protected override void PlaceClassifier(Layer layer) => head.Place(layer);

    private NamedSequence MakeStem(int inChannels)
    {
        var width = settings.Widths[0];
        var convolution = new ConvUnit((inChannels, width, 3, 2, 1), settings.Epsilon, settings.Activation);
        return new NamedSequence(
        [
            ("in_conv", convolution),
            .. Enumerable.Range(0, settings.Depths[0]).Select(i => ($"res{i}", (Layer)new Branch(blocks.Plain(width), hasShortcut: true))),
        ]);
    }

    private Sequential Stage(int stage)
    {
        const int FirstWithAttention = 2;
        var (inChannels, channels, depth) = (settings.Widths[stage], settings.Widths[stage + 1], settings.Depths[stage + 1]);
        var attends = stage >= FirstWithAttention;
        var made = new Sequential(new Branch(blocks.Inverted(inChannels, channels, 2, (Expansion, attends)), hasShortcut: false));
        for (var i = attends ? 0 : 1; i < depth; i++)
            made.Add(attends ? new AttentionBlock(settings, channels, Expansion) : new Branch(blocks.Inverted(channels, channels, 1, (Expansion, false)), hasShortcut: true));
        return made;
    }

    private Sequential LargeStage(int stage)
    {
        const int FirstInverted = 2, FirstWithAttention = 3, Entry = 16, AttentionEntry = 24;
        var (inChannels, channels, depth) = (settings.Widths[stage], settings.Widths[stage + 1], settings.Depths[stage + 1]);
        var (isInverted, attends) = (stage >= FirstInverted, stage >= FirstWithAttention);
        var made = new Sequential(new Branch(Block(inChannels, 2, attends ? AttentionEntry : Entry), hasShortcut: false));
        for (var i = 0; i < depth; i++)
            made.Add(attends ? new AttentionBlock(settings, channels, AttentionExpansion) : new Branch(Block(channels, 1, Expansion), hasShortcut: true));
        return made;

        Layer Block(int inputs, int stride, int expansion) => isInverted
            ? blocks.Inverted(inputs, channels, stride, (expansion, true))
            : blocks.Fused(inputs, channels, stride, expansion);
    }
}
