using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Two 1×1 convolutions with a norm over channels between them: [N, C, 1, 1] → [N, C, 1, 1].</summary>
internal sealed class ContextScale : Layer
{
    private const double Epsilon = 1e-6;
    private readonly Conv2d reduce;
    private readonly LayerNorm norm;
    private readonly Activation act;
    private readonly Conv2d expand;

    public ContextScale(int channels, int reduced, ActivationKind activation)
    {
        reduce = Register("fc1", new Conv2d(channels, reduced, 1));
        norm = Register("norm", new LayerNorm(reduced, Epsilon));
        act = Register("act", new Activation(activation));
        expand = Register("fc2", new Conv2d(reduced, channels, 1));
    }

    /// <summary>Sets the weights of the last convolution to 0.</summary>
    public void ZeroLast() => Init.Constant(expand.Weight, 0);

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var normed = norm.Forward(reduce.Forward(input).Permute([0, 2, 3, 1])).Permute([0, 3, 1, 2]);
        return scope.Keep(expand.Forward(act.Forward(normed)));
    }
}
