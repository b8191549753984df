using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Channel attention by two 1×1 convolutions of the channels' means (Hu et al. 2018); timm's <c>SEModule</c>.</summary>
internal sealed class SqueezeExcite : Layer
{
    private readonly Conv2d reduce;
    private readonly Conv2d expand;
    private readonly Activation act;

    public SqueezeExcite(int channels, double ratio)
    {
        var reduced = Channels.MakeDivisible(channels * ratio, roundLimit: 0);
        reduce = Register("fc1", new Conv2d(channels, reduced, 1));
        act = Register("act", new Activation(ActivationKind.Relu));
        expand = Register("fc2", new Conv2d(reduced, channels, 1));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var gate = expand.Forward(act.Forward(reduce.Forward(input.Mean([2, 3], keepdim: true))));
        return scope.Keep(input * gate.SigmoidInPlace());
    }
}
