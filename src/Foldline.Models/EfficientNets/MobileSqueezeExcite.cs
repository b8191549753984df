using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientNets;

/// <summary>Squeeze-and-excitation of mobile networks: the block's activation or a fixed one, and a choice of gates.</summary>
internal sealed class MobileSqueezeExcite : Layer
{
    private readonly Conv2d reduce;
    private readonly Activation act;
    private readonly Conv2d expand;
    private readonly Activation gate;

    public MobileSqueezeExcite(int channels, int reduced, ActivationKind activation, ActivationKind gate)
    {
        reduce = Register("conv_reduce", new Conv2d(channels, reduced, 1));
        act = Register("act1", new Activation(activation));
        expand = Register("conv_expand", new Conv2d(reduced, channels, 1));
        this.gate = Register("gate", new Activation(gate));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var scale = expand.Forward(act.Forward(reduce.Forward(input.Mean([2, 3], keepdim: true))));
        return scope.Keep(input * gate.Forward(scale));
    }
}
