using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Decoders;

/// <summary>
/// Twice the size, the channels weighed by the means of both maps, the encoder's map beside it, two convolutions (Fan et al. 2020,
/// multi-scale fusion attention block).
/// </summary>
internal sealed class FusionBlock : SkipBlock
{
    private const int Reduction = 16;
    private readonly Sequential below;
    private readonly Sequential gateOfSkip;
    private readonly Sequential gateOfInput;
    private readonly Layer conv1;
    private readonly Layer conv2;

    public FusionBlock(int inChannels, int skipChannels, int outChannels, SegmentationOptions options)
    {
        var norm = options.DecoderBatchNorm;
        var reduced = Math.Max(1, skipChannels / Reduction);
        below = Register("hl_conv", new Sequential(new ConvRelu(inChannels, inChannels, 3, norm), new ConvRelu(inChannels, skipChannels, 1, norm)));
        gateOfSkip = Register("SE_ll", ChannelGate.Make(skipChannels, reduced));
        gateOfInput = Register("SE_hl", ChannelGate.Make(skipChannels, reduced));
        conv1 = Register("conv1", new ConvRelu(skipChannels * 2, outChannels, 3, norm));
        conv2 = Register("conv2", new ConvRelu(outChannels, outChannels, 3, norm));
    }

    public override Tensor Forward(Tensor input, Tensor? skip)
    {
        using var scope = new TensorScope();
        var x = below.Forward(input).Then(Upsample.NearestTwice);
        if (skip is not null)
        {
            using var raised = x;
            x = Beside(raised * (gateOfInput.Forward(raised) + gateOfSkip.Forward(skip)), skip);
        }

        return scope.Keep(x.Then(conv1).Then(conv2));
    }
}
