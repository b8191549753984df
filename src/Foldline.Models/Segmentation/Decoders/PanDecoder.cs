using Foldline.Models.Segmentation.Encoders;
using Foldline.Torch;

namespace Foldline.Models.Segmentation.Decoders;

/// <summary>Pyramid attention network (Li et al. 2018).</summary>
internal sealed class PanDecoder : SegmentationDecoder
{
    private const int Levels = 4;
    private const int DefaultChannels = 32;
    private readonly PyramidAttention deepest;
    private readonly AttentionUpsample[] upsamples;

    public PanDecoder(Encoder encoder, SegmentationOptions options)
    {
        OutChannels = SingleWidth(options, DefaultChannels);
        deepest = Register("fpa", new PyramidAttention(encoder.OutChannels[^1], OutChannels));
        upsamples = [.. Enumerable.Range(2, Levels - 1).Select(i => Register($"gau{5 - i}", new AttentionUpsample(encoder.OutChannels[^i], OutChannels)))];
    }

    public override int OutChannels { get; }

    public override Tensor Forward(IReadOnlyList<Tensor> features)
    {
        FreeUnused(features, Levels);
        using var scope = new TensorScope();
        var x = deepest.Forward(features[^1]);
        for (var i = 0; i < upsamples.Length; i++)
        {
            using var below = x;
            using var skip = features[^(i + 2)];
            x = upsamples[i].Forward(skip, below);
        }

        return scope.Keep(x);
    }
}
