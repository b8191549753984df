using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientVits;

/// <summary>A convolution (<c>conv</c>), a norm (<c>norm</c>) and an activation (<c>act</c>), the last two maybe left out.</summary>
internal sealed class ConvUnit : Layer
{
    private readonly Conv2d conv;
    private readonly Layer norm;
    private readonly Activation act;

    /// <param name="shape">Channels of input and output, kernel, stride, groups; the padding keeps the size but for the stride.</param>
    /// <param name="epsilon">Of the norm; null for a bias instead of a norm.</param>
    /// <param name="activation">Activation.</param>
    /// <param name="bias">Whether there is a bias where there is no norm.</param>
    public ConvUnit((int In, int Out, int Kernel, int Stride, int Groups) shape, double? epsilon, ActivationKind activation, bool bias = true)
    {
        conv = Register("conv", new Conv2d(shape.In, shape.Out, shape.Kernel, new Conv2dOptions
        {
            Stride = shape.Stride,
            Padding = shape.Kernel / 2,
            Groups = shape.Groups,
            Bias = epsilon is null && bias,
        }));
        norm = Register<Layer>("norm", epsilon is { } added ? new BatchNorm2d(shape.Out, added) : new Identity());
        act = Register("act", new Activation(activation));
    }

    public override Tensor Forward(Tensor input) => conv.Forward(input).Then(norm).Then(act);
}
