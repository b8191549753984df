using Foldline.Models.Layers;
using Foldline.Models.Segmentation.Encoders;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Decoders;

/// <summary>DeepLabV3 (Chen et al. 2017).</summary>
internal sealed class DeepLabV3Decoder : SegmentationDecoder
{
    private const int DefaultChannels = 256;
    private static readonly int[] Rates = [12, 24, 36];
    private readonly Layer[] layers;

    public DeepLabV3Decoder(Encoder encoder, SegmentationOptions options)
    {
        OutChannels = SingleWidth(options, DefaultChannels);
        layers =
        [
            Register<Layer>("0", new AtrousPyramid(encoder.OutChannels[^1], OutChannels, Rates, isSeparable: false)),
            Register<Layer>("1", AtrousPyramid.Conv(OutChannels, OutChannels, 3)),
            Register<Layer>("2", new BatchNorm2d(OutChannels)),
            Register<Layer>("3", new Activation(ActivationKind.Relu)),
        ];
    }

    public override int OutChannels { get; }

    public override Tensor Forward(IReadOnlyList<Tensor> features)
    {
        FreeUnused(features, 1);
        return layers.Aggregate(features[^1], (map, layer) => map.Then(layer));
    }
}
