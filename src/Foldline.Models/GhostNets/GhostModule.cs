using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.GhostNets;

/// <summary>
/// Half the channels by a 1×1 convolution, the other half from these by a cheap depthwise convolution (Han et al. 2020); in version 2
/// with attention.
/// </summary>
internal sealed class GhostModule : Layer
{
    private const int CheapKernel = 3;
    private readonly int outChannels;
    private readonly Sequential primary;
    private readonly Sequential cheap;
    private readonly DecoupledAttention? attention;

    public GhostModule(int inChannels, int outChannels, ActivationKind activation, bool hasAttention)
    {
        this.outChannels = outChannels;
        var half = (outChannels + 1) / 2;
        primary = Register("primary_conv", new Sequential(GhostParts.Conv(inChannels, half, 1), new BatchNorm2d(half), new Activation(activation)));
        cheap = Register("cheap_operation", new Sequential(
            GhostParts.Conv(half, half, CheapKernel, groups: half),
            new BatchNorm2d(half),
            new Activation(activation)));
        attention = hasAttention ? Register("short_conv", new DecoupledAttention(inChannels, outChannels)) : null;
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var first = primary.Forward(input);
        var map = Aten.Cat([first, cheap.Forward(first)], 1);
        if (map.Size(1) > outChannels)
            map = map.Narrow(1, 0, outChannels);
        return scope.Keep(attention is null ? map : attention.Scale(map, input));
    }
}
