using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.SeNets;

/// <summary>What both kinds of block share: attention at the end of the branch, and a shortcut.</summary>
internal abstract class SeResidualBlock : Layer
{
    private const int Reduction = 16;
    private Layer attention = new Identity();
    private Layer shortcut = new Identity();

    protected Activation Relu { get; } = new(ActivationKind.Relu);

    public sealed override Tensor Forward(Tensor input) =>
        Branch(input).Then(attention).PlusShortcut(shortcut.Forward(input), input).Then(Relu);

    /// <summary>The convolutions.</summary>
    protected abstract Tensor Branch(Tensor input);

    /// <summary>Adds what stands behind the convolutions in the state dict.</summary>
    protected void RegisterEnd(SeBlockShape shape, int outChannels)
    {
        Register("relu", Relu);
        attention = Register("se_module", SqueezeExcite.ReducedTo(outChannels, outChannels / Reduction));
        if (shape.Stride != 1 || shape.InChannels != outChannels)
            shortcut = Register("downsample", Convolutions.ConvNorm(shape.InChannels, outChannels, shape.DownKernelSize, shape.Stride));
    }
}
