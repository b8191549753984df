using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.GhostNets;

/// <summary>
/// Attention along rows and columns at half the resolution (Tang et al. 2022): [N, in, H, W] → factors [N, out, H/2, W/2], from
/// convolutions named as in a sequence.
/// </summary>
/// <param name="inChannels">Channels of the input.</param>
/// <param name="outChannels">Channels of the factors.</param>
internal sealed class DecoupledAttention(int inChannels, int outChannels) : Sequential(
    GhostParts.Conv(inChannels, outChannels, 1),
    new BatchNorm2d(outChannels),
    GhostParts.Conv(outChannels, outChannels, (1, 5), groups: outChannels),
    new BatchNorm2d(outChannels),
    GhostParts.Conv(outChannels, outChannels, (5, 1), groups: outChannels),
    new BatchNorm2d(outChannels))
{
    private static readonly long[] Half = [2, 2];

    /// <summary>Multiplies a map by the factors of the module's input.</summary>
    /// <param name="map">[N, out, H, W].</param>
    /// <param name="input">[N, in, H, W].</param>
    public Tensor Scale(Tensor map, Tensor input)
    {
        using var scope = new TensorScope();
        var factors = Forward(input.AvgPool2d(Half, Half)).SigmoidInPlace();
        return scope.Keep(map * factors.UpsampleNearest2d([map.Size(2), map.Size(3)]));
    }
}
