using Foldline.Models.Layers;
using Foldline.Models.Weights;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.ByobNets;

/// <summary>
/// Convolutional networks whose stages are lists of blocks: GENet, RepVGG, MobileOne, ResNets and ResNeXts with newer attention and
/// stems, RegNetZ, the image towers of CLIP. Names as in timm's <c>byobnet.py</c>.
/// </summary>
internal sealed class ByobNet : ImageModel
{
    private const int BilinearUnit = 256;
    private readonly ByobSettings settings;
    private readonly ByobStem stem;
    private readonly Sequential stages;
    private readonly Layer finalConv;
    private readonly Module head;
    private readonly List<FeatureMap> maps = [];

    // Stages whose output is a feature map; -1 is the stem.
    private readonly List<int> ends = [];

    public ByobNet(ByobSettings settings, ModelOptions options)
        : base(options, settings.Head == ByobHead.AttentionPool ? "head.proj" : "head.fc")
    {
        this.settings = settings;
        var parts = new ByobParts(settings);
        stem = new ByobStem(parts, options.InChannels);
        Register("stem", stem.Layer);
        foreach (var map in stem.Maps.SkipLast(1))
            AddMap(map, -1);
        stages = Register("stages", new Sequential());
        var (channels, reduction) = AddStages(parts);
        NumFeatures = settings.Features > 0 ? settings.Features : channels;
        finalConv = Register("final_conv", settings.Features > 0 ? parts.ConvNorm(channels, NumFeatures, 1) : (Layer)new Identity());
        AddMap(new FeatureMap(NumFeatures, reduction, "final_conv"), stages.Count - 1);
        head = Register("head", MakeHead(reduction));
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override int NumFeatures { get; }

    public override int HeadFeatures => settings.HiddenSize > 0 ? settings.HiddenSize : base.HeadFeatures;

    public override GlobalPoolKind GlobalPool => settings.Head == ByobHead.AttentionPool ? GlobalPoolKind.Attention : base.GlobalPool;

    public override string FirstConv => stem.FirstConv;

    internal override IReadOnlyList<string> FirstConvs => stem.FirstConvs;

    public override LayerGrouping Grouping { get; } = new(
        "stem",
        [new(@"stages\.(\d+)"), new("final_conv", LayerPattern.Last)],
        [new(@"stages\.(\d+)\.(\d+)"), new("final_conv", LayerPattern.Last)]);

    public override Tensor ForwardFeatures(Tensor images)
    {
        CheckSize(images);
        return stem.Layer.Forward(images).Then(stages).Then(finalConv);
    }

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        CheckSize(images);
        var (x, half) = stem.ForwardMaps(images);
        var features = new List<Tensor>();
        if (ends[0] < 0)
            features.Add(half ?? x);
        for (var stage = 0; stage < stages.Count; stage++)
        {
            var isKept = features.Count > 0 && ReferenceEquals(features[^1], x);
            x = isKept ? stages[stage].Forward(x) : x.Then(stages[stage]);
            if (stage == stages.Count - 1)
                x = x.Then(finalConv);
            if (ends.Contains(stage))
                features.Add(x);
        }

        return features;
    }

    public override Tensor ForwardHead(Tensor features, bool preLogits = false)
    {
        if (head is ClassifierHead)
            return base.ForwardHead(features, preLogits);
        using var scope = new TensorScope();
        var pooled = head is ClipAttentionPool attention ? Dropped(attention.Forward(features)) : ((NormMlpClassifierHead)head).PreLogits(features, GlobalPool);
        return scope.Keep(preLogits ? pooled : Classifier.Forward(pooled));
    }

    /// <summary>
    /// After PyTorch's defaults: convolutions normal by their fan out, small normal linear layers, the last norm of every branch at 0,
    /// and what blocks and attention have of their own.
    /// </summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        foreach (var (_, module) in Modules())
        {
            if (module is Conv2d conv)
                ResetConvolution(conv, generator);
            else if (module is Linear linear)
                ResetLinear(linear, generator);
        }

        foreach (var (_, module) in Modules())
        {
            if (module is ByobResidual { LastNorm: { } norm } && Options.ZeroInitLast)
                ZeroInit.Scale(norm);
            else if (module is RepVggBlock block)
                block.ResetNorms(generator);
            else if (module is GlobalContext context)
                context.ResetAttention(generator);
            else if (module is ClipAttentionPool pool)
                pool.Reset(generator);
        }
    }

    /// <summary>Fits the positions of an attention pool that was stored for another image size.</summary>
    public override Tensor? Fit(string name, Tensor stored, Tensor own) =>
        name == "head.pos_embed" && head is ClipAttentionPool pool && stored.Rank == 2 && stored.Size(1) == own.Size(1)
            ? ClipAttentionPool.Resample(stored, pool.Grid)
            : null;

    internal override NameRules? RulesFor(IReadOnlySet<string> stored) => ByobNames.For(stored, head is ClipAttentionPool) ?? base.RulesFor(stored);

    protected override void PlaceClassifier(Layer layer)
    {
        if (head is ClipAttentionPool attention)
            attention.Place(layer);
        else if (head is NormMlpClassifierHead mlp)
            mlp.Place(layer);
        else
            ((ClassifierHead)head).Place(layer);
    }

    private static void ResetConvolution(Conv2d conv, TorchGenerator generator)
    {
        var fanOut = conv.KernelSize.Height * conv.KernelSize.Width * conv.OutChannels / conv.Options.Groups;
        Init.Normal(conv.Weight, generator, 0, Math.Sqrt(2.0 / fanOut));
        if (conv.Bias is not null)
            Init.Constant(conv.Bias, 0);
    }

    private static void ResetLinear(Linear linear, TorchGenerator generator)
    {
        Init.Normal(linear.Weight, generator, 0, 0.01);
        if (linear.Bias is not null)
            Init.Constant(linear.Bias, 0);
    }

    // Bilinear attention divides every map into blocks.
    private void CheckSize(Tensor images)
    {
        if (settings.Attention == ByobAttention.Bilinear)
            FixedImageSize.CheckMultiple(images, BilinearUnit);
    }

    private Tensor Dropped(Tensor pooled) => Options.DropRate > 0 && Training ? pooled.Dropout(Options.DropRate, train: true) : pooled;

    private Module MakeHead(int reduction)
    {
        var size = Options.ImageSize ?? settings.ImageSize;
        return settings.Head switch
        {
            ByobHead.AttentionPool => new ClipAttentionPool(NumFeatures, new Size2(size.Height / reduction, size.Width / reduction)),
            ByobHead.HiddenLayer => new NormMlpClassifierHead(
                NumFeatures, new BatchNorm2d(NumFeatures), settings.HiddenSize, settings.Norm.Activation, Options.DropRate),
            _ => new ClassifierHead(),
        };
    }

    /// <returns>Channels and reduction of the last stage.</returns>
    private (int Channels, int Reduction) AddStages(ByobParts parts)
    {
        var count = settings.Stages.Sum(stage => stage.Count);
        var index = 0;
        var last = stem.Maps[^1];
        for (var i = 0; i < settings.Stages.Length; i++)
        {
            if (settings.Stages[i][0].Stride > 1)
                AddMap(last, i - 1);
            var blocks = new Sequential();
            var (channels, reduction) = (last.Channels, last.Reduction);
            foreach (var block in settings.Stages[i])
            {
                var width = Channels.MakeDivisible(block.Channels * settings.WidthFactor);
                blocks.Add(parts.Block(new ByobBlockShape(block, channels, width, Options.DropPathRate * index++ / (count - 1))));
                (channels, reduction) = (width, reduction * block.Stride);
            }

            stages.Add(blocks);
            last = new FeatureMap(channels, reduction, $"stages.{i}");
        }

        return (last.Channels, last.Reduction);
    }

    private void AddMap(FeatureMap map, int stage)
    {
        maps.Add(map);
        ends.Add(stage);
    }
}
