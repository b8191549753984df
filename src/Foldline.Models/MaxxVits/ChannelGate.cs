using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MaxxVits;

/// <summary>Squeeze-and-excitation (Hu et al. 2018) with a chosen activation and number of reduced channels.</summary>
internal sealed class ChannelGate : Layer
{
    private readonly Conv2d reduce;
    private readonly Activation act;
    private readonly Conv2d expand;

    public ChannelGate(int channels, int reduced, ActivationKind activation)
    {
        reduce = Register("fc1", new Conv2d(channels, reduced, 1));
        act = Register("act", new Activation(activation));
        expand = Register("fc2", new Conv2d(reduced, channels, 1));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var gate = expand.Forward(act.Forward(reduce.Forward(input.Mean([2, 3], keepdim: true))));
        return scope.Keep(input * gate.SigmoidInPlace());
    }
}
