using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Channel attention by two 1×1 convolutions of the channels' means (Hu et al. 2018); timm's <c>SEModule</c>.</summary>
internal sealed class SqueezeExcite : Layer
{
    private readonly Conv2d reduce;
    private readonly Conv2d expand;
    private readonly Activation act;

    /// <summary>Reduced channels as a share of all, rounded to a multiple of 8.</summary>
    public SqueezeExcite(int channels, double ratio, ActivationKind activation = ActivationKind.Relu)
        : this(channels, Channels.MakeDivisible(channels * ratio, roundLimit: 0), activation)
    {
    }

    /// <summary>A number of reduced channels.</summary>
    public SqueezeExcite(int channels, int reduced, ActivationKind activation = ActivationKind.Relu, bool bias = true)
    {
        reduce = Register("fc1", new Conv2d(channels, reduced, 1, new Conv2dOptions { Bias = bias }));
        act = Register("act", new Activation(activation));
        expand = Register("fc2", new Conv2d(reduced, channels, 1, new Conv2dOptions { Bias = bias }));
    }

    /// <summary>With a given number of reduced channels.</summary>
    public static SqueezeExcite ReducedTo(int channels, int reduced) => new(channels, reduced);

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var gate = expand.Forward(act.Forward(reduce.Forward(input.Mean([2, 3], keepdim: true))));
        return scope.Keep(input * gate.SigmoidInPlace());
    }
}
