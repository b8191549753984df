using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.GhostNets;

/// <summary>A ghost module whose convolutions are sums of several (Liu et al. 2024).</summary>
internal sealed class GhostModuleV3 : Layer
{
    private const int CheapKernel = 3;
    private readonly int outChannels;
    private readonly ParallelConvs primary;
    private readonly BatchNorm2d cheapSkip;
    private readonly ParallelConvs cheap;
    private readonly GhostConv cheapScale;
    private readonly Activation act;
    private readonly DecoupledAttention? attention;

    public GhostModuleV3(int inChannels, int outChannels, ActivationKind activation, bool hasAttention)
    {
        this.outChannels = outChannels;
        act = new Activation(activation);
        var half = (outChannels + 1) / 2;
        primary = Register("primary_rpr_conv", new ParallelConvs(() => GhostParts.Conv(inChannels, half, 1)));
        cheapSkip = Register("cheap_rpr_skip", new BatchNorm2d(half));
        cheap = Register("cheap_rpr_conv", new ParallelConvs(() => GhostParts.Conv(half, half, CheapKernel, groups: half)));
        cheapScale = Register("cheap_rpr_scale", new GhostConv(GhostParts.Conv(half, half, 1, groups: half)));
        attention = hasAttention ? Register("short_conv", new DecoupledAttention(inChannels, outChannels)) : null;
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var first = primary.Forward(input).Then(act);
        var second = cheap.AddTo(cheapScale.Forward(first).AddInPlace(cheapSkip.Forward(first)), first).Then(act);
        var map = Aten.Cat([first, second], 1);
        if (attention is null)
            return scope.Keep(map);
        if (map.Size(1) > outChannels)
            map = map.Narrow(1, 0, outChannels);
        return scope.Keep(attention.Scale(map, input));
    }
}
