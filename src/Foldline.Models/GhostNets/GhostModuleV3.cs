using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.GhostNets;

/// <summary>A ghost module whose convolutions are sums of several (Liu et al. 2024); for inference each sum is one convolution.</summary>
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
    private (Conv2d Primary, Conv2d Cheap)? merged;

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
        var first = (merged is { } one ? one.Primary.Forward(input) : primary.Forward(input)).Then(act);
        var second = (merged is { } two ? two.Cheap.Forward(first) : CheapSum(first)).Then(act);
        var map = Aten.Cat([first, second], 1);
        if (attention is null)
            return scope.Keep(map);
        if (map.Size(1) > outChannels)
            map = map.Narrow(1, 0, outChannels);
        return scope.Keep(attention.Scale(map, input));
    }

    public override void Reparameterize()
    {
        base.Reparameterize();
        if (merged is not null || BranchSum.Merge(primary.Branches) is not { } one || BranchSum.Merge([.. cheap.Branches, cheapScale, cheapSkip]) is not { } two)
            return;
        merged = (Register("primary_conv", one), Register("cheap_operation", two));
        foreach (var name in (string[])["primary_rpr_conv", "cheap_rpr_skip", "cheap_rpr_conv", "cheap_rpr_scale"])
            Unregister(name);
    }

    private Tensor CheapSum(Tensor input) => cheap.AddTo(cheapScale.Forward(input).AddInPlace(cheapSkip.Forward(input)), input);
}
