using Foldline.Models.Layers;
using Foldline.Models.Segmentation.Encoders;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Decoders;

/// <summary>Pyramid scene parsing (Zhao et al. 2017): means over grids of several sizes beside the deepest map.</summary>
internal sealed class PspDecoder : SegmentationDecoder
{
    private static readonly int[] Grids = [1, 2, 3, 6];
    private readonly PyramidPooling pooling;
    private readonly Layer conv;
    private readonly Dropout2d dropout;

    public PspDecoder(Encoder encoder, SegmentationOptions options)
    {
        var channels = encoder.OutChannels[^1];
        pooling = Register("psp", new PyramidPooling(channels, Grids, options.DecoderBatchNorm));
        conv = Register("conv", new ConvRelu(pooling.OutChannels, options.PspChannels, 1, options.DecoderBatchNorm));
        dropout = Register("dropout", new Dropout2d(options.DecoderDropout));
        OutChannels = options.PspChannels;
    }

    public override int OutChannels { get; }

    public override Tensor Forward(IReadOnlyList<Tensor> features)
    {
        FreeUnused(features, 1);
        return features[^1].Then(pooling).Then(conv).Then(dropout);
    }
}
