using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>
/// A convolution without bias (<c>conv</c>), batch normalisation with an activation (<c>bn</c>), and what subsamples instead of the
/// stride (<c>aa</c>), if anything does; timm's <c>ConvNormAct</c>.
/// </summary>
internal sealed class ConvNormAct : Layer
{
    private readonly Layer conv;
    private readonly Layer bn;
    private readonly Layer antiAlias;

    public ConvNormAct(
        int inChannels,
        int outChannels,
        int kernelSize = 1,
        int stride = 1,
        int groups = 1,
        ActivationKind activation = ActivationKind.Relu,
        double eps = 1e-5,
        Layer? antiAlias = null)
        : this(
            new Conv2d(inChannels, outChannels, kernelSize, new Conv2dOptions
            {
                Stride = antiAlias is null ? stride : 1,
                Padding = ((antiAlias is null ? stride : 1) - 1 + (kernelSize - 1)) / 2,
                Groups = groups,
                Bias = false,
            }),
            new BatchNormAct2d(outChannels, activation, eps),
            antiAlias)
    {
    }

    /// <param name="norm">Normalisation and activation.</param>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="kernelSize">Kernel; the padding keeps the size.</param>
    /// <param name="stride">Stride.</param>
    /// <param name="groups">Groups of channels that do not mix.</param>
    /// <param name="activate">Whether the activation follows the norm.</param>
    /// <param name="antiAlias">What subsamples instead of the stride.</param>
    public ConvNormAct(
        NormAct norm,
        int inChannels,
        int outChannels,
        int kernelSize = 1,
        int stride = 1,
        int groups = 1,
        bool activate = true,
        Layer? antiAlias = null)
        : this(
            new Conv2d(inChannels, outChannels, kernelSize, new Conv2dOptions
            {
                Stride = antiAlias is null ? stride : 1,
                Padding = SymmetricPadding.Of(kernelSize, antiAlias is null ? stride : 1),
                Groups = groups,
                Bias = false,
            }),
            norm.Make(outChannels, activate),
            antiAlias)
    {
    }

    public ConvNormAct(Layer conv, Layer norm, Layer? antiAlias = null)
    {
        this.conv = Register("conv", conv);
        bn = Register("bn", norm);
        this.antiAlias = Register("aa", antiAlias ?? new Identity());
    }

    /// <summary>The norm with its activation.</summary>
    public Layer Norm => bn;

    public override Tensor Forward(Tensor input) => conv.Forward(input).Then(bn).Then(antiAlias);
}
