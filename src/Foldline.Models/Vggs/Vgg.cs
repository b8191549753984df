using Foldline.Models.Layers;
using Foldline.Models.Weights;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Vggs;

/// <summary>Stages of 3×3 convolutions between max poolings (Simonyan and Zisserman 2015). Names as in timm's <c>vgg.py</c>.</summary>
internal sealed class Vgg : ImageModel
{
    // torchvision's classifier of three layers.
    private static readonly NameRules Torchvision = new((@"^classifier\.0\.", "pre_logits.fc1."), (@"^classifier\.3\.", "pre_logits.fc2."), (@"^classifier\.6\.", "head.fc."));

    private const int Hidden = 4096;
    private static readonly int[] Widths = [64, 128, 256, 512, 512];
    private readonly Sequential features;
    private readonly VggPreLogits preLogits;
    private readonly ClassifierHead head;
    private readonly List<FeatureMap> maps = [];
    private readonly List<int> ends = [];

    public Vgg(VggSettings settings, ModelOptions options)
        : base(options, "head.fc")
    {
        features = Register("features", new Sequential());
        var channels = options.InChannels;
        for (var stage = 0; stage < Widths.Length; stage++)
        {
            for (var i = 0; i < settings.Depths[stage]; i++)
            {
                AddConvolution(channels, Widths[stage], settings.Norm);
                channels = Widths[stage];
            }

            AddMap(channels, 1 << stage);
            features.Add(new MaxPool2d(2));
        }

        AddMap(channels, 1 << Widths.Length);
        preLogits = Register("pre_logits", new VggPreLogits(channels, Hidden, options.DropRate));
        head = Register("head", new ClassifierHead());
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override int NumFeatures => Widths[^1];

    public override int HeadFeatures => Hidden * (GlobalPool == GlobalPoolKind.ConcatenatedAverageMax ? 2 : 1);

    public override string FirstConv => "features.0";

    public override LayerGrouping Grouping { get; } = new(@"features\.0", [new(@"features\.(\d+)")], [new(@"features\.(\d+)")]);

    public override Tensor ForwardFeatures(Tensor images) => features.Forward(images);

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images) => features.ForwardMaps(images, ends);

    public override Tensor ForwardHead(Tensor features, bool preLogits = false)
    {
        using var hidden = this.preLogits.Forward(features);
        return base.ForwardHead(hidden, preLogits);
    }

    /// <summary>After PyTorch's defaults: convolutions by He et al. (normal, fan out), a narrow normal classifier, no biases.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        foreach (var (_, module) in Modules())
        {
            if (module is Conv2d conv)
            {
                Init.KaimingNormal(conv.Weight, generator, fanOut: true);
                Init.Constant(conv.Bias!, 0);
            }
            else if (module is Linear linear)
            {
                Init.Normal(linear.Weight, generator, 0, 0.01);
                Init.Constant(linear.Bias!, 0);
            }
        }
    }

    internal override NameRules? RulesFor(IReadOnlySet<string> stored) => base.RulesFor(stored) ?? Torchvision;

    protected override void PlaceClassifier(Layer layer) => head.Place(layer);

    private void AddConvolution(int inChannels, int outChannels, bool norm)
    {
        features.Add(new Conv2d(inChannels, outChannels, 3, new Conv2dOptions { Padding = 1 }));
        if (norm)
            features.Add(new BatchNorm2d(outChannels));
        features.Add(new Activation(ActivationKind.Relu));
    }

    /// <summary>The output of the last layer so far is a feature map.</summary>
    private void AddMap(int channels, int reduction)
    {
        ends.Add(features.Count - 1);
        maps.Add(new FeatureMap(channels, reduction, $"features.{features.Count - 1}"));
    }
}
