using Foldline.Models.Layers;
using Foldline.Models.Segmentation.Encoders;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Decoders;

/// <summary>DeepLabV3+ (Chen et al. 2018): the pyramid with depthwise convolutions, and a larger map of the encoder beside it.</summary>
internal sealed class DeepLabV3PlusDecoder : SegmentationDecoder
{
    private const int DefaultChannels = 256;
    private const int SkipChannels = 48;
    private readonly Sequential pyramid;
    private readonly Layer up;
    private readonly Sequential skipBlock;
    private readonly Sequential fusion;

    public DeepLabV3PlusDecoder(Encoder encoder, SegmentationOptions options, int outputStride)
    {
        OutChannels = SingleWidth(options, DefaultChannels);
        pyramid = Register("aspp", new Sequential(
            new AtrousPyramid(encoder.OutChannels[^1], OutChannels, options.AtrousRates, isSeparable: true),
            AtrousPyramid.Separable(OutChannels, OutChannels),
            new BatchNorm2d(OutChannels),
            new Activation(ActivationKind.Relu)));
        up = Register("up", Upsample.Bilinear(outputStride / 4));
        skipBlock = Register("block1", AtrousPyramid.WithNorm(SkipChannels, AtrousPyramid.Conv(encoder.OutChannels[^4], SkipChannels, 1)));
        fusion = Register("block2", AtrousPyramid.WithNorm(OutChannels, AtrousPyramid.Separable(SkipChannels + OutChannels, OutChannels)));
    }

    public override int OutChannels { get; }

    public override Tensor Forward(IReadOnlyList<Tensor> features)
    {
        FreeUnused(features, 4);
        features[^2].Dispose();
        features[^3].Dispose();
        using var scope = new TensorScope();
        var deep = features[^1].Then(pyramid).Then(up);
        var skip = features[^4].Then(skipBlock);
        var both = Aten.Cat([deep, skip], dim: 1);
        deep.Dispose();
        skip.Dispose();
        return scope.Keep(both.Then(fusion));
    }
}
