using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.RexNets;

/// <summary>Squeeze-and-excitation with batch normalisation between its two layers.</summary>
internal sealed class NormedSqueezeExcite : Layer
{
    private readonly Conv2d reduce;
    private readonly Layer norm;
    private readonly Layer act;
    private readonly Conv2d expand;

    public NormedSqueezeExcite(int channels, int reduced)
    {
        reduce = Register("fc1", new Conv2d(channels, reduced, 1));
        norm = Register("bn", new BatchNorm2d(reduced));
        act = Register("act", new Activation(ActivationKind.Relu));
        expand = Register("fc2", new Conv2d(reduced, channels, 1));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var gate = expand.Forward(act.Forward(norm.Forward(reduce.Forward(input.Mean([2, 3], keepdim: true)))));
        return scope.Keep(input * gate.SigmoidInPlace());
    }
}
