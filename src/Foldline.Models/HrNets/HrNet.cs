using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.HrNets;

/// <summary>
/// HRNet: branches of several resolutions that exchange their maps again and again (Wang et al. 2020). Names as in timm's
/// <c>hrnet.py</c>.
/// </summary>
internal sealed class HrNet : ImageModel
{
    private const int StemWidth = 64;
    private const int Expansion = 4;
    private const int Branches = 4;
    private static readonly int[] HeadPlanes = [32, 64, 128, 256];
    private readonly Layer conv1;
    private readonly Layer bn1;
    private readonly Layer act1;
    private readonly Layer conv2;
    private readonly Layer bn2;
    private readonly Layer act2;
    private readonly Sequential layer1;
    private readonly List<(HrTransition Transition, HrStage Stage)> stages = [];
    private readonly Sequential[] widening;
    private readonly Sequential[] shrinking;
    private readonly Sequential last;

    public HrNet(HrNetSettings settings, ModelOptions options)
        : base(options, "classifier")
    {
        conv1 = Register("conv1", Convolutions.Conv(options.InChannels, StemWidth, 3, 2));
        bn1 = Register("bn1", new BatchNorm2d(StemWidth));
        act1 = Register("act1", new Activation(ActivationKind.Relu));
        conv2 = Register("conv2", Convolutions.Conv(StemWidth, StemWidth, 3, 2));
        bn2 = Register("bn2", new BatchNorm2d(StemWidth));
        act2 = Register("act2", new Activation(ActivationKind.Relu));
        layer1 = Register("layer1", HrBlocks.Bottlenecks(StemWidth, settings.FirstPlanes, settings.FirstDepth));
        int[] widths = [settings.FirstPlanes * Expansion];
        for (var branches = 2; branches <= Branches; branches++)
        {
            var next = settings.Widths(branches);
            var transition = Register($"transition{branches - 1}", new HrTransition(widths, next));
            stages.Add((transition, Register($"stage{branches}", new HrStage(next, settings.Modules[branches - 2], settings.BranchDepth))));
            widths = next;
        }

        widening = [.. widths.Select((width, i) => HrBlocks.Bottlenecks(width, HeadPlanes[i], 1))];
        shrinking = [.. HeadPlanes.Skip(1).Select(planes => HeadConvolution(planes * Expansion / 2, planes * Expansion, 3, settings.HeadBias))];
        Register("incre_modules", new ModuleList(widening));
        Register("downsamp_modules", new ModuleList(shrinking));
        last = Register("final_layer", HeadConvolution(HeadPlanes[^1] * Expansion, NumFeatures, 1, settings.HeadBias));
        RegisterClassifier();
    }

    public override IReadOnlyList<FeatureMap> FeatureMaps { get; } =
        [new(StemWidth, 2, "stem"), .. HeadPlanes.Select((planes, i) => new FeatureMap(planes * Expansion, 4 << i, $"stage{i + 1}"))];

    public override int NumFeatures => 2048;

    public override string FirstConv => "conv1";

    public override LayerGrouping Grouping { get; } = new(
        "conv[12]|bn[12]",
        [new(@"(?:layer|stage|transition)(\d+)")],
        [new(@"layer(\d+)\.(\d+)"), new(@"stage(\d+)\.(\d+)"), new(@"transition(\d+)", LayerPattern.Last)]);

    public override Tensor ForwardFeatures(Tensor images)
    {
        var branches = Stages(conv1.Forward(images).Then(bn1).Then(act1));
        var x = branches[0].Then(widening[0]);
        for (var i = 1; i < branches.Length; i++)
        {
            using var higher = x.Then(shrinking[i - 1]);
            using var widened = branches[i].Then(widening[i]);
            x = widened + higher;
        }

        return x.Then(last);
    }

    public override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        var stem = conv1.Forward(images).Then(bn1).Then(act1);
        var branches = Stages(stem.Share());
        return [stem, .. branches.Select((branch, i) => branch.Then(widening[i]))];
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

    private static Sequential HeadConvolution(int inChannels, int outChannels, int kernelSize, bool bias) => new(
        new Conv2d(inChannels, outChannels, kernelSize, new Conv2dOptions { Stride = kernelSize == 1 ? 1 : 2, Padding = kernelSize / 2, Bias = bias }),
        new BatchNorm2d(outChannels),
        new Activation(ActivationKind.Relu));

    /// <summary>From the stem's first map, which is freed, to those of the four branches.</summary>
    private Tensor[] Stages(Tensor stem)
    {
        Tensor[] maps = [stem.Then(conv2).Then(bn2).Then(act2).Then(layer1)];
        foreach (var (transition, stage) in stages)
            maps = stage.Forward(transition.Forward(maps));
        return maps;
    }
}
