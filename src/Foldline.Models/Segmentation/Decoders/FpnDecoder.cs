using Foldline.Models.Layers;
using Foldline.Models.Segmentation.Encoders;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Decoders;

/// <summary>Feature pyramid (Lin et al. 2017) whose levels are brought to one size and merged (Kirillov et al. 2019).</summary>
internal sealed class FpnDecoder : SegmentationDecoder
{
    private const int Levels = 4;
    private const int Groups = 32;
    private readonly Conv2d deepest;
    private readonly PyramidBlock[] pyramid;
    private readonly ModuleArray<Layer> segmentation;
    private readonly Dropout2d dropout;
    private readonly PyramidMerge merge;

    public FpnDecoder(Encoder encoder, SegmentationOptions options)
    {
        merge = options.PyramidMerge;
        var channels = encoder.OutChannels;
        deepest = Register("p5", new Conv2d(channels[^1], options.PyramidChannels, 1));
        pyramid = [.. Enumerable.Range(2, Levels - 1).Select(i => Register($"p{6 - i}", new PyramidBlock(options.PyramidChannels, channels[^i])))];
        segmentation = Register("seg_blocks", new ModuleArray<Layer>(
            Enumerable.Range(0, Levels).Select(i => SegmentationBlock(options, Levels - 1 - i))));
        dropout = Register("dropout", new Dropout2d(options.DecoderDropout));
        OutChannels = options.PyramidSegmentationChannels * (merge == PyramidMerge.Add ? 1 : Levels);
    }

    public override int OutChannels { get; }

    public override Tensor Forward(IReadOnlyList<Tensor> features)
    {
        FreeUnused(features, Levels);
        using var scope = new TensorScope();
        var level = features[^1].Then(deepest);
        var merged = new List<Tensor> { segmentation[0].Forward(level) };
        for (var i = 1; i < Levels; i++)
        {
            using var below = level;
            using var skip = features[^(i + 1)];
            level = pyramid[i - 1].Forward(below, skip);
            Merge(merged, segmentation[i].Forward(level));
        }

        return scope.Keep((merged is [var sum] ? sum : Aten.Cat([.. merged], dim: 1)).Then(dropout));
    }

    /// <summary>Convolutions that double the size, as many as it takes; one that keeps it where none is needed.</summary>
    private static NamedSequence SegmentationBlock(SegmentationOptions options, int doublings)
    {
        var (inChannels, outChannels) = (options.PyramidChannels, options.PyramidSegmentationChannels);
        var block = new Sequential(Step(inChannels, outChannels, doublings > 0));
        for (var i = 1; i < doublings; i++)
            block.Add(Step(outChannels, outChannels, twice: true));
        return new NamedSequence(("block", block));
    }

    private static NamedSequence Step(int inChannels, int outChannels, bool twice)
    {
        var block = new Sequential(
            new Conv2d(inChannels, outChannels, 3, new Conv2dOptions { Padding = 1, Bias = false }),
            new GroupNorm(Groups, outChannels),
            new Activation(ActivationKind.Relu));
        return new NamedSequence(("block", block), ("upsample", Upsample.Bilinear(twice ? 2 : 1)));
    }

    private void Merge(List<Tensor> merged, Tensor map)
    {
        if (merge == PyramidMerge.Concatenate)
        {
            merged.Add(map);
            return;
        }

        merged[0].AddInPlace(map);
        map.Dispose();
    }
}
