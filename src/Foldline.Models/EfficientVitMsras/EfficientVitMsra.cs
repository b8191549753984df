using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientVitMsras;

/// <summary>Transformers that spare memory traffic, with few attentions of cascaded heads (Liu et al. 2023, Microsoft's EfficientViT). Names as in timm's <c>efficientvit_msra.py</c>.</summary>
internal sealed class EfficientVitMsra : ImageModel
{
    private const int DefaultSize = 224;
    private const int PatchSize = 16;
    private readonly EfficientVitMsraSettings settings;
    private readonly Size2 imageSize;
    private readonly NamedSequence patchEmbed;
    private readonly Sequential stages;
    private Layer head = new Identity();

    public EfficientVitMsra(EfficientVitMsraSettings settings, ModelOptions options)
        : base(options, "head.linear")
    {
        this.settings = settings;
        imageSize = options.ImageSize ?? DefaultSize;
        FeatureMaps = [.. settings.Widths.Select((width, i) => new FeatureMap(width, PatchSize << i, $"stages.{i}"))];
        patchEmbed = Register("patch_embed", MakePatchEmbed(options.InChannels, settings.Widths[0]));
        stages = Register("stages", new Sequential());
        for (var stage = 0; stage < settings.Widths.Length; stage++)
            stages.Add(new EfficientVitMsraStage(settings, stage, MapOf(FeatureMaps[stage].Reduction)));
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps { get; }

    public override int NumFeatures => settings.Widths[^1];

    public override string FirstConv => "patch_embed.conv1.conv";

    public override LayerGrouping Grouping { get; } = new(
        "patch_embed",
        [new(@"stages\.(\d+)")],
        [new(@"stages\.(\d+).downsample", 0), new(@"stages\.(\d+)\.\w+\.(\d+)")]);

    public override IReadOnlyList<string> NoWeightDecay => ["attention_biases"];

    public override Tensor ForwardFeatures(Tensor images)
    {
        FixedImageSize.Check(images, imageSize);
        return patchEmbed.Forward(images).Then(stages);
    }

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        FixedImageSize.Check(images, imageSize);
        using var patches = patchEmbed.Forward(images);
        return stages.ForwardMaps(patches, [.. Enumerable.Range(0, stages.Count)]);
    }

    public override Tensor ForwardHead(Tensor features, bool preLogits = false)
    {
        var pooled = Pooling.Apply(features, GlobalPool);
        return preLogits ? pooled : pooled.Then(head);
    }

    protected override void InitializeClassifier(TorchGenerator generator) => head.Initialize(generator);

    protected override void PlaceClassifier(Layer layer) =>
        head = Register("head", NumClasses > 0 ? new NormLinear(HeadFeatures, layer, Options.DropRate) : layer);

    private static NamedSequence MakePatchEmbed(int inChannels, int width)
    {
        const int Steps = 4;
        var made = new NamedSequence();
        for (var i = 1; i <= Steps; i++)
        {
            var channels = width >> (Steps - i);
            made.Add($"conv{i}", new ConvNorm(inChannels, channels, 3, 2));
            if (i < Steps)
                made.Add($"relu{i}", new Activation(ActivationKind.Relu));
            inChannels = channels;
        }

        return made;
    }

    private Size2 MapOf(int reduction) => new((imageSize.Height + reduction - 1) / reduction, (imageSize.Width + reduction - 1) / reduction);
}
