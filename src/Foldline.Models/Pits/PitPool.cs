using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Pits;

/// <summary>Halves the map by a grouped convolution and brings the tokens to as many channels by a linear layer.</summary>
internal sealed class PitPool : Module
{
    private readonly Conv2d conv;
    private readonly Linear fc;

    public PitPool(int inChannels, int outChannels)
    {
        conv = Register("conv", new Conv2d(inChannels, outChannels, 3, new Conv2dOptions { Stride = 2, Padding = 1, Groups = inChannels }));
        fc = Register("fc", new Linear(inChannels, outChannels));
    }

    /// <param name="map">[N, in, H, W].</param>
    /// <param name="tokens">[N, tokens, in].</param>
    public (Tensor Map, Tensor Tokens) Forward(Tensor map, Tensor tokens) => (conv.Forward(map), fc.Forward(tokens));
}
