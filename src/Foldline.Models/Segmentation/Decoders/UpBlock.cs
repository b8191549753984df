using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Decoders;

/// <summary>Twice the size, the encoder's map of that size beside it, two convolutions (Ronneberger et al. 2015).</summary>
internal sealed class UpBlock : SkipBlock
{
    private readonly Layer conv1;
    private readonly Layer attention1;
    private readonly Layer conv2;
    private readonly Layer attention2;

    /// <param name="inChannels">Channels from below.</param>
    /// <param name="skipChannels">Channels of the encoder's map.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="options">Batch normalisation and attention.</param>
    public UpBlock(int inChannels, int skipChannels, int outChannels, SegmentationOptions options)
    {
        conv1 = Register("conv1", new ConvRelu(inChannels + skipChannels, outChannels, 3, options.DecoderBatchNorm));
        attention1 = Register("attention1", ScseAttention.Make(options.DecoderAttention, inChannels + skipChannels));
        conv2 = Register("conv2", new ConvRelu(outChannels, outChannels, 3, options.DecoderBatchNorm));
        attention2 = Register("attention2", ScseAttention.Make(options.DecoderAttention, outChannels));
    }

    public override Tensor Forward(Tensor input, Tensor? skip)
    {
        var x = Upsample.NearestTwice.Forward(input);
        if (skip is not null)
            x = Beside(x, skip).Then(attention1);
        return x.Then(conv1).Then(conv2).Then(attention2);
    }
}
