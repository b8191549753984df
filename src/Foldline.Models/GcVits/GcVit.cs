using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.GcVits;

/// <summary>Attention within windows, with queries of the whole image in every other block (Hatamizadeh et al. 2023). Names as in timm's <c>gcvit.py</c>.</summary>
internal sealed class GcVit : ImageModel
{
    private const int StemStride = 4;
    private const int Size = 224;
    private static readonly int[] WindowRatios = [32, 32, 16, 32];
    private readonly GcVitSettings settings;
    private readonly Size2 imageSize;
    private readonly NamedSequence stem;
    private readonly Sequential stages;
    private readonly ClassifierHead head;

    public GcVit(GcVitSettings settings, ModelOptions options)
        : base(options, "head.fc")
    {
        this.settings = settings;
        imageSize = options.ImageSize ?? Size;
        FeatureMaps = [.. settings.Depths.Select((_, i) => new FeatureMap(settings.Width << i, StemStride << i, $"stages.{i}"))];
        stem = Register("stem", new NamedSequence(
            ("conv1", new Conv2d(options.InChannels, settings.Width, 3, new Conv2dOptions { Stride = 2, Padding = 1 })),
            ("down", new Downsample(settings.Width, settings.Width))));
        stages = Register("stages", new Sequential());
        AddStages();
        head = Register("head", new ClassifierHead());
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps { get; }

    public override int NumFeatures => FeatureMaps[^1].Channels;

    public override string FirstConv => "stem.conv1";

    public override LayerGrouping Grouping { get; } = new("stem", [new(@"stages\.(\d+)")], [new(@"stages\.(\d+)")]);

    public override IReadOnlyList<string> NoWeightDecay => ["relative_position_bias_table", "rel_pos.mlp"];

    internal override Size2 UsualSize => imageSize;

    public override Tensor ForwardFeatures(Tensor images)
    {
        FixedImageSize.Check(images, imageSize);
        return stem.Forward(images).Then(stages);
    }

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        FixedImageSize.Check(images, imageSize);
        using var first = stem.Forward(images);
        return stages.ForwardMaps(first, [.. Enumerable.Range(0, stages.Count)]);
    }

    /// <summary>Fits biases by offset to windows of another size.</summary>
    public override Tensor? Fit(string name, Tensor stored, Tensor own)
    {
        foreach (var (path, module) in Modules())
        {
            if (module is RelativeBiasTable table && name == $"{path}.relative_position_bias_table")
                return table.Fit(stored);
        }

        return null;
    }

    protected override void PlaceClassifier(Layer layer) => head.Place(layer);

    private void AddStages()
    {
        var rates = DropRates();
        for (var stage = 0; stage < settings.Depths.Length; stage++)
        {
            var (stride, ratio) = (StemStride << stage, WindowRatios[stage]);
            var map = new Size2(imageSize.Height / stride, imageSize.Width / stride);
            stages.Add(new GcVitStage(settings, stage, (map, new Size2(imageSize.Height / ratio, imageSize.Width / ratio)), rates[stage]));
        }
    }

    /// <summary>Rates that grow linearly over all blocks.</summary>
    private double[][] DropRates()
    {
        var (count, index) = (settings.Depths.Sum(), 0);
        return [.. settings.Depths.Select(depth => Enumerable.Range(0, depth).Select(_ => Options.DropPathRate * index++ / (count - 1)).ToArray())];
    }
}
