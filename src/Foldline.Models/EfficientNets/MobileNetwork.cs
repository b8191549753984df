using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientNets;

/// <summary>What networks of mobile blocks share: a strided convolution, then stages of blocks. Heads differ.</summary>
internal abstract class MobileNetwork : ImageModel
{
    // Places that space to depth makes channels.
    private const int Squares = 4;

    private readonly Layer stem;
    private readonly Layer bn1;
    private readonly Layer act1;
    private readonly Sequential blocks;
    private readonly List<FeatureMap> maps = [];

    // Stages whose output is a feature map; -1 is the stem.
    private readonly HashSet<int> ends = [];

    protected MobileNetwork(EfficientNetSettings settings, ModelOptions options)
        : base(options, "classifier")
    {
        Parts = new MobileParts(settings);
        var width = settings.KeepStemWidth ? settings.StemWidth : settings.Scale(settings.StemWidth);
        stem = Register("conv_stem", Parts.Conv(options.InChannels, width, [settings.StemKernelSize], 2));
        bn1 = Register("bn1", Parts.Norm(width, activates: true));
        act1 = Register("act1", Parts.Activation(settings.Activation));
        blocks = Register("blocks", new Sequential());
        LastWidth = AddStages(width);
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public override string FirstConv => "conv_stem";

    protected MobileParts Parts { get; }

    /// <summary>Channels of the last block.</summary>
    protected int LastWidth { get; }

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        var features = new List<Tensor>();
        var x = stem.Forward(images).Then(bn1).Then(act1);
        for (var stage = -1; stage < blocks.Count; stage++)
        {
            var next = stage < 0 ? x : blocks[stage].Forward(x);
            if (!ReferenceEquals(next, x) && !ends.Contains(stage - 1))
                x.Dispose();
            x = next;
            if (ends.Contains(stage))
                features.Add(x);
        }

        return features;
    }

    /// <summary>After PyTorch's defaults: normal convolutions by their fan out, uniform classifier, no biases, as TensorFlow's networks.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        foreach (var (_, child) in Children)
        {
            if (ReferenceEquals(child, blocks))
                SkipTrialLayer(generator);
            child.Initialize(generator);
        }

        TensorFlowInit.Reset(this, generator);
        foreach (var (_, module) in Modules())
            (module as MultiQueryAttention)?.ResetByGlorot(generator);
    }

    /// <summary>Images to the output of the last block.</summary>
    protected Tensor ForwardBlocks(Tensor images) => stem.Forward(images).Then(bn1).Then(act1).Then(blocks);

    /// <summary>timm makes an attention layer on trial before the blocks and throws it away; its draws are made here too, so that a seed gives the same weights.</summary>
    private void SkipTrialLayer(TorchGenerator generator)
    {
        using var trial = Parts.Attention(8, 1, ActivationKind.Relu);
        trial.Initialize(generator);
    }

    private MobileBlock MakeBlock(BlockDefinition block, int inChannels, double dropRate) => block.Kind switch
    {
        BlockKind.InvertedResidual when block.Experts > 0 => new ConditionalResidual(Parts, block, inChannels, dropRate),
        BlockKind.InvertedResidual => new InvertedResidual(Parts, block, inChannels, dropRate),
        BlockKind.EdgeResidual => new EdgeResidual(Parts, block, inChannels, dropRate),
        BlockKind.UniversalInvertedResidual => new UniversalInvertedResidual(Parts, block, inChannels, dropRate),
        BlockKind.MultiQueryAttention => new MobileAttention(Parts, block, inChannels, dropRate),
        BlockKind.Convolution => new ConvolutionBlock(Parts, block, inChannels, dropRate),
        _ => new DepthwiseSeparable(Parts, block, inChannels, dropRate),
    };

    /// <returns>Channels of the last block.</returns>
    private int AddStages(int channels)
    {
        var plan = StagePlan.Make(Parts.Settings);
        var count = plan.Sum(stage => stage.Count);
        var index = 0;
        var reduction = 2;
        AddMap(-1, plan[0][0].Stride, new FeatureMap(channels, reduction, "bn1"));
        for (var i = 0; i < plan.Count; i++)
        {
            var stage = new Sequential();
            foreach (var definition in plan[i])
            {
                var block = Fit(definition);
                stage.Add(MakeBlock(block, channels, Options.DropPathRate * index++ / count));
                channels = block.Channels;
                reduction *= block.Stride;
            }

            blocks.Add(stage);
            AddMap(i, i + 1 < plan.Count ? plan[i + 1][0].Stride : 2, new FeatureMap(channels, reduction, $"blocks.{i}"));
        }

        return channels;
    }

    /// <summary>Applies the settings and space to depth to a definition.</summary>
    private BlockDefinition Fit(BlockDefinition definition)
    {
        var channels = Parts.Settings.Scale(definition.Channels);
        var block = definition with { Channels = channels, GroupSize = definition.GroupSize ?? Parts.Settings.GroupSize };
        return definition.SpaceToDepth switch
        {
            SpaceToDepth.Start => block with { Channels = channels * Squares, SqueezeRatio = block.SqueezeRatio / Squares },
            SpaceToDepth.Inside => block with { Channels = channels * Squares },
            SpaceToDepth.End => block with { Stride = 1, Expansion = block.Expansion / Squares },
            _ => block,
        };
    }

    /// <summary>A map is kept where the next stage makes it smaller.</summary>
    private void AddMap(int stage, int nextStride, FeatureMap map)
    {
        if (nextStride <= 1)
            return;
        ends.Add(stage);
        maps.Add(map);
    }
}
