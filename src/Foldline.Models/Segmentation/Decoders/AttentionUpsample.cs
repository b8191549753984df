using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Decoders;

/// <summary>The means of the map from below weigh the encoder's map; both are added (Li et al. 2018, global attention upsample).</summary>
internal sealed class AttentionUpsample : Module
{
    private readonly Sequential gate;
    private readonly ConvNormRelu conv;

    public AttentionUpsample(int skipChannels, int channels)
    {
        gate = Register("conv1", new Sequential(
            new AdaptiveAvgPool2d(1),
            new ConvNormRelu(channels, channels, 1, relu: false),
            new Activation(ActivationKind.Sigmoid)));
        conv = Register("conv2", new ConvNormRelu(skipChannels, channels, 3));
    }

    public Tensor Forward(Tensor skip, Tensor below)
    {
        using var scope = new TensorScope();
        var raised = below.UpsampleBilinear2d([skip.Size(2), skip.Size(3)], alignCorners: true);
        return scope.Keep(raised.AddInPlace(conv.Forward(skip) * gate.Forward(below)));
    }
}
