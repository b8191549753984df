using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.TResNets;

/// <summary>A ResNet laid out for throughput on GPUs (Ridnik et al. 2021). Names as in timm's <c>tresnet.py</c>.</summary>
internal sealed class TResNet : ImageModel
{
    private const double StemSlope = 1e-2;
    private const int Stages = 4;
    private readonly Sequential body;
    private readonly ClassifierHead head;
    private readonly List<FeatureMap> maps = [];
    private readonly List<int> ends = [];

    public TResNet(TResNetSettings settings, ModelOptions options)
        : base(options, "head.fc")
    {
        body = Register("body", new Sequential());
        body.Add("s2d", new SpaceToDepth());
        body.Add("conv1", new ConvNormAct(
            Convolutions.Conv(options.InChannels * SpaceToDepth.Side * SpaceToDepth.Side, settings.Width, 3),
            new BatchNormAct2d(settings.Width, new LeakyRelu(StemSlope))));
        AddStages(settings);
        NumFeatures = maps[^1].Channels;
        head = Register("head", new ClassifierHead());
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override int NumFeatures { get; }

    public override string FirstConv => "body.conv1.conv";

    public override LayerGrouping Grouping { get; } = new(@"body\.conv1", [new(@"body\.layer(\d+)")], [new(@"body\.layer(\d+)\.(\d+)")]);

    public override Tensor ForwardFeatures(Tensor images) => body.Forward(images);

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images) => body.ForwardMaps(images, ends);

    /// <summary>After PyTorch's defaults: convolutions by He et al. (normal, fan out), a narrow normal classifier, the last norm of every branch at 0 if the options say so.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        foreach (var (_, module) in Modules())
        {
            if (module is Conv2d conv)
                Init.KaimingNormal(conv.Weight, generator, fanOut: true);
            else if (module is Linear linear)
                Init.Normal(linear.Weight, generator, 0, 0.01);
            else if (module is TResNetBlock block && Options.ZeroInitLast)
                Init.Constant(block.LastNorm.Weight!, 0);
        }
    }

    protected override void PlaceClassifier(Layer layer) => head.Place(layer);

    private void AddStages(TResNetSettings settings)
    {
        var channels = settings.Width;
        var (index, count) = (0, settings.Depths.Sum());
        for (var stage = 0; stage < Stages; stage++)
        {
            var isBottleneck = stage >= 2 || settings.BottleneckFirst;
            var planes = settings.Width << stage;
            var blocks = new Sequential();
            for (var i = 0; i < settings.Depths[stage]; i++)
            {
                var dropPath = Options.DropPathRate * index++ / (count - 1);
                var shape = new TResNetShape(channels, planes, i == 0 && stage > 0 ? 2 : 1, HasAttention: stage < Stages - 1, dropPath);
                blocks.Add(isBottleneck ? new TResNetBottleneckBlock(shape) : new TResNetBasicBlock(shape));
                channels = planes * (isBottleneck ? TResNetBottleneckBlock.Expansion : 1);
            }

            ends.Add(body.Count);
            maps.Add(new FeatureMap(channels, 4 << stage, $"body.layer{stage + 1}"));
            body.Add($"layer{stage + 1}", blocks);
        }
    }
}
