using Foldline.Models.EfficientNets;
using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.RexNets;

/// <summary>ReXNet: channels grow from block to block in equal steps (Han et al. 2021). Names as in timm's <c>rexnet.py</c>.</summary>
internal sealed class RexNet : ImageModel
{
    private const int StemWidth = 32;
    private const int FirstWidth = 16;
    private const double Growth = 180;
    private const int Features = 1280;
    private const int Expansion = 6;
    private const double SqueezeRatio = 1 / 12.0;
    private static readonly int[] Depths = [1, 2, 2, 3, 3, 5];
    private static readonly int[] Strides = [1, 2, 2, 2, 1, 2];
    private readonly double width;
    private readonly int divisor;
    private readonly Layer stem;
    private readonly Sequential features;
    private readonly ClassifierHead head;
    private readonly List<FeatureMap> maps = [];

    // Blocks whose output is a feature map.
    private readonly HashSet<int> ends = [];

    /// <param name="width">Width multiplier.</param>
    /// <param name="divisor">Numbers of channels are multiples of it.</param>
    /// <param name="options">What the caller chose.</param>
    public RexNet(double width, int divisor, ModelOptions options)
        : base(options, "head.fc")
    {
        this.width = width;
        this.divisor = divisor;
        var channels = Divisible(Math.Round(StemWidth * width));
        stem = Register("stem", new ConvNormAct(options.InChannels, channels, 3, 2, activation: ActivationKind.Silu));
        features = Register("features", new Sequential());
        channels = AddBlocks(channels);
        NumFeatures = Divisible(Features * width);
        features.Add(new ConvNormAct(channels, NumFeatures, activation: ActivationKind.Silu));
        head = Register("head", new ClassifierHead());
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override int NumFeatures { get; }

    public override string FirstConv => "stem.conv";

    public override LayerGrouping Grouping { get; } = new("stem", [new(@"features\.(\d+)")], [new(@"features\.(\d+)")]);

    public override Tensor ForwardFeatures(Tensor images) => stem.Forward(images).Then(features);

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        var found = new List<Tensor>();
        var x = stem.Forward(images);
        for (var i = 0; i < features.Count - 1; i++)
        {
            var next = features[i].Forward(x);
            if (!ends.Contains(i - 1))
                x.Dispose();
            x = next;
            if (ends.Contains(i))
                found.Add(x);
        }

        return found;
    }

    /// <summary>After PyTorch's defaults as TensorFlow's mobile networks.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        TensorFlowInit.Reset(this, generator);
    }

    protected override void PlaceClassifier(Layer layer) => head.Place(layer);

    private int Divisible(double channels) => Channels.MakeDivisible(channels, divisor);

    /// <returns>Channels of the last block.</returns>
    private int AddBlocks(int channels)
    {
        var count = Depths.Sum();
        double next = FirstWidth;
        var reduction = 2;
        var index = 0;
        for (var stage = 0; stage < Depths.Length; stage++)
        {
            for (var i = 0; i < Depths[stage]; i++)
            {
                var stride = i == 0 ? Strides[stage] : 1;
                if (stride > 1)
                    AddMap(index - 1, channels, reduction);
                var expanded = stage == 0 ? channels : Divisible(channels * Expansion);
                var squeezed = stage < 2 ? 0 : Divisible((int)(expanded * SqueezeRatio));
                var output = Divisible(Math.Round(next * width));
                features.Add(new LinearBottleneck(new RexBlock(channels, output, stride, expanded, squeezed, Options.DropPathRate * index / (count - 1))));
                channels = output;
                next += Growth / count;
                reduction *= stride;
                index++;
            }
        }

        AddMap(index - 1, channels, reduction);
        return channels;
    }

    private void AddMap(int block, int channels, int reduction)
    {
        ends.Add(block);
        maps.Add(new FeatureMap(channels, reduction, $"features.{block}"));
    }
}
