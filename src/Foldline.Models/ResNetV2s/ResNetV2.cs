using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.ResNetV2s;

/// <summary>
/// ResNet with norms before its convolutions (He et al. 2016b), Big Transfer with standardised weights (Kolesnikov et al. 2020), and
/// the convolutional part of hybrid transformers. Names as in timm's <c>resnetv2.py</c>.
/// </summary>
internal sealed class ResNetV2 : ImageModel
{
    private const int StemWidth = 64;
    private readonly Sequential stem;
    private readonly StemPool stemPool;
    private readonly Sequential stages;
    private readonly Layer norm;
    private readonly ClassifierHead head;
    private readonly List<FeatureMap> maps = [];

    public ResNetV2(ResNetV2Settings settings, ModelOptions options)
        : base(options, "head.fc")
    {
        var parts = new ResNetV2Parts(settings);
        var width = Channels.MakeDivisible(StemWidth * settings.WidthFactor);
        FirstConv = settings.Stem == ResNetV2Stem.Plain ? "stem.conv" : "stem.conv1";
        stem = Register("stem", MakeStem(parts, options.InChannels, width));
        stemPool = new StemPool(settings.StemPadding);
        maps.Add(new FeatureMap(width, 2, $"stem.{stem.Children.Last().Key}"));
        stages = Register("stages", new Sequential());
        NumFeatures = AddStages(parts, width);
        norm = Register("norm", settings.PreActivation ? parts.Norm(NumFeatures) : new Identity());
        head = Register("head", new ClassifierHead());
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override int NumFeatures { get; }

    public override string FirstConv { get; }

    public override LayerGrouping Grouping { get; } = new(
        "stem",
        [new(@"stages\.(\d+)")],
        [new(@"stages\.(\d+)\.blocks\.(\d+)"), new("norm", LayerPattern.Last)]);

    public override Tensor ForwardFeatures(Tensor images) => stem.Forward(images).Then(stemPool).Then(stages).Then(norm);

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        var features = new List<Tensor> { stem.Forward(images) };
        using var pooled = stemPool.Forward(features[0]);
        features.Add(stages[0].Forward(pooled));
        for (var i = 1; i < stages.Count; i++)
            features.Add(stages[i].Forward(features[^1]));
        return features;
    }

    /// <summary>After PyTorch's defaults: convolutions by He et al. (normal, fan out), a small normal classifier without bias.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        foreach (var (_, module) in Modules())
        {
            if (module is not Conv2d conv)
                continue;
            if (module is ConvClassifier)
                Init.Normal(conv.Weight, generator, 0, 0.01);
            else
                Init.KaimingNormal(conv.Weight, generator, fanOut: true);
            if (conv.Bias is not null)
                Init.Constant(conv.Bias, 0);
        }
    }

    protected override Layer MakeDefaultClassifier() => NumClasses > 0 ? new ConvClassifier(HeadFeatures, NumClasses) : new Identity();

    protected override void PlaceClassifier(Layer layer) => head.Place(layer);

    private static Sequential MakeStem(ResNetV2Parts parts, int inChannels, int width)
    {
        var stem = new Sequential();
        var hasNorm = !parts.Settings.PreActivation;
        if (parts.Settings.Stem == ResNetV2Stem.Plain)
        {
            stem.Add("conv", parts.Conv(inChannels, width, 7, 2));
            if (hasNorm)
                stem.Add("norm", parts.Norm(width));
            return stem;
        }

        var first = parts.Settings.Stem == ResNetV2Stem.Tiered ? 3 * width / 8 : width / 2;
        stem.Add("conv1", parts.Conv(inChannels, first, 3, 2));
        stem.Add("norm1", parts.Norm(first));
        stem.Add("conv2", parts.Conv(first, width / 2, 3));
        stem.Add("norm2", parts.Norm(width / 2));
        stem.Add("conv3", parts.Conv(width / 2, width, 3));
        if (hasNorm)
            stem.Add("norm3", parts.Norm(width));
        return stem;
    }

    /// <returns>Channels of the last stage.</returns>
    private int AddStages(ResNetV2Parts parts, int channels)
    {
        var settings = parts.Settings;
        var count = settings.Depths.Sum();
        var index = 0;
        var reduction = 4;
        for (var stage = 0; stage < settings.Depths.Length; stage++)
        {
            var width = Channels.MakeDivisible(settings.Widths[stage] * settings.WidthFactor);
            var blocks = new List<Layer>();
            for (var i = 0; i < settings.Depths[stage]; i++)
            {
                var stride = i == 0 && stage > 0 ? 2 : 1;
                blocks.Add(parts.Block(new BlockShape(channels, width, stride, i == 0, Options.DropPathRate * index++ / (count - 1))));
                channels = width;
                reduction *= stride;
            }

            stages.Add(new ResNetV2Stage(blocks));
            maps.Add(new FeatureMap(width, reduction, $"stages.{stage}"));
        }

        return channels;
    }
}
