using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Decoders;

/// <summary>Gates channels by their means and places by their channels, and adds both (Roy et al. 2018, concurrent scSE).</summary>
internal sealed class ScseAttention : Layer
{
    private const int Reduction = 16;
    private readonly Sequential channels;
    private readonly Sequential places;

    private ScseAttention(int inChannels)
    {
        channels = Register("cSE", ChannelGate.Make(inChannels, inChannels / Reduction));
        places = Register("sSE", new Sequential(new Conv2d(inChannels, 1, 1), new Activation(ActivationKind.Sigmoid)));
    }

    /// <summary>The attention of a block, under the name <c>attention</c> as in the reference.</summary>
    public static Layer Make(DecoderAttention kind, int channels) => kind == DecoderAttention.Scse
        ? new NamedSequence(("attention", new ScseAttention(channels)))
        : new Identity();

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var gated = input * channels.Forward(input);
        return scope.Keep(gated.AddInPlace(input * places.Forward(input)));
    }
}
