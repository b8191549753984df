using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Xceptions;

/// <summary>Xception (Chollet 2017). Names as in timm's <c>xception.py</c>.</summary>
internal sealed class Xception : ImageModel
{
    private const int BehindBlocks = 99;
    private readonly Layer[] stem;
    private readonly List<XceptionBlock> blocks = [];
    private readonly Layer[] tail;

    public Xception(ModelOptions options)
        : base(options, "fc")
    {
        stem =
        [
            Register("conv1", new Conv2d(options.InChannels, 32, 3, new Conv2dOptions { Stride = 2, Bias = false })),
            Register("bn1", new BatchNorm2d(32)),
            Register("act1", new Activation(ActivationKind.Relu)),
            Register("conv2", new Conv2d(32, 64, 3, new Conv2dOptions { Bias = false })),
            Register("bn2", new BatchNorm2d(64)),
            Register("act2", new Activation(ActivationKind.Relu)),
        ];
        Add(new XceptionBlock(64, [128, 128], 2, startsWithRelu: false));
        Add(new XceptionBlock(128, [256, 256], 2));
        Add(new XceptionBlock(256, [728, 728], 2));
        for (var i = 0; i < 8; i++)
            Add(new XceptionBlock(728, [728, 728, 728], 1));
        Add(new XceptionBlock(728, [728, 1024], 2));
        tail =
        [
            Register("conv3", new SeparableConv2d(1024, 1536)),
            Register("bn3", new BatchNorm2d(1536)),
            Register("act3", new Activation(ActivationKind.Relu)),
            Register("conv4", new SeparableConv2d(1536, NumFeatures)),
            Register("bn4", new BatchNorm2d(NumFeatures)),
            Register("act4", new Activation(ActivationKind.Relu)),
        ];
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps { get; } =
    [
        new(64, 2, "act2"), new(128, 4, "block2.rep.0"), new(256, 8, "block3.rep.0"), new(728, 16, "block12.rep.0"), new(2048, 32, "act4"),
    ];

    public override int NumFeatures => 2048;

    public override string FirstConv => "conv1";

    public override LayerGrouping Grouping { get; } = new(
        "conv[12]|bn[12]",
        [new(@"block(\d+)"), new("conv[34]|bn[34]", BehindBlocks)],
        [new(@"block(\d+)"), new("conv[34]|bn[34]", BehindBlocks)]);

    public override Tensor ForwardFeatures(Tensor images)
    {
        var x = ForwardStem(images);
        foreach (var block in blocks)
            x = x.Then(block);
        return ForwardTail(x);
    }

    /// <summary>Three of the maps are what a block's first ReLU gives.</summary>
    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        var maps = new List<Tensor> { ForwardStem(images) };
        var x = blocks[0].Forward(maps[0]);
        for (var i = 1; i < blocks.Count; i++)
        {
            if (FeatureMaps[maps.Count].Module == $"block{i + 1}.rep.0")
                maps.Add(x.Relu());
            x = x.Then(blocks[i]);
        }

        maps.Add(ForwardTail(x));
        return maps;
    }

    /// <summary>After PyTorch's defaults: convolutions by He et al. (normal, fan out).</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        foreach (var (_, module) in Modules())
        {
            if (module is Conv2d conv)
                Init.KaimingNormal(conv.Weight, generator, fanOut: true);
        }
    }

    private Tensor ForwardStem(Tensor images)
    {
        var x = stem[0].Forward(images);
        foreach (var layer in stem.AsSpan(1))
            x = x.Then(layer);
        return x;
    }

    private Tensor ForwardTail(Tensor x)
    {
        foreach (var layer in tail)
            x = x.Then(layer);
        return x;
    }

    private void Add(XceptionBlock block)
    {
        blocks.Add(block);
        Register($"block{blocks.Count}", block);
    }
}
