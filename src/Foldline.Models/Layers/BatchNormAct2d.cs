using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Batch normalisation and an activation under one name in the state dict; timm's <c>BatchNormAct2d</c>.</summary>
internal sealed class BatchNormAct2d(long channels, Layer activation, double eps = 1e-5) : BatchNorm2d(channels, eps)
{
    public BatchNormAct2d(long channels, ActivationKind activation = ActivationKind.Relu, double eps = 1e-5)
        : this(channels, new Activation(activation), eps)
    {
    }

    public override Tensor Forward(Tensor input) => base.Forward(input).Then(activation);
}
