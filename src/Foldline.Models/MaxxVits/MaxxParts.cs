using Foldline.Models.Layers;
using Foldline.Torch.Nn;

namespace Foldline.Models.MaxxVits;

/// <summary>Makes the layers that the settings choose among.</summary>
/// <param name="settings">The network.</param>
/// <param name="window">Height and width of windows and grids.</param>
internal sealed class MaxxParts(MaxxVitSettings settings, Size2 window)
{
    public const int HeadChannels = 32;
    public const int Expansion = 4;

    public ConvolutionSettings Convolution => settings.Convolution;

    public TransformerSettings Transformer => settings.Transformer;

    /// <summary>Height and width of windows and grids.</summary>
    public Size2 Window => window;

    /// <summary>The norm of attention blocks for maps.</summary>
    public Layer Norm(int channels) => Transformer.BatchNorm
        ? new BatchNorm2d(channels, Transformer.Epsilon)
        : new LayerNorm2d(channels, Transformer.Epsilon);

    /// <summary>Batch normalisation of convolutional blocks, with or without activation.</summary>
    public BatchNormAct2d ConvolutionNorm(int channels, bool activate = true) =>
        new(channels, activate ? Convolution.Activation : ActivationKind.Identity, Convolution.Epsilon);

    /// <summary>A convolution of an odd kernel that keeps the map's size but for the stride.</summary>
    public Conv2d Conv(int inChannels, int outChannels, int kernelSize, int stride = 1, int groups = 1, bool bias = false)
    {
        var options = new Conv2dOptions { Stride = stride, Groups = groups, Bias = bias };
        return Convolution.SamePadding && stride > 1
            ? new Conv2dSame(inChannels, outChannels, kernelSize, options)
            : new Conv2d(inChannels, outChannels, kernelSize, options with { Padding = (stride - 1 + (kernelSize - 1)) / 2 });
    }

    public RelativeBias Bias(Size2 map, int heads) => Transformer.Bias switch
    {
        RelativeBiasKind.Grid => new RelativeBiasGrid(map, heads),
        RelativeBiasKind.Network => new RelativeBiasNetwork(map, heads, Transformer.BiasHidden),
        _ => new RelativeBiasTable(map, heads),
    };

    /// <summary>A convolutional block.</summary>
    public Layer ConvolutionBlock(MaxxBlockShape shape) =>
        Convolution.IsConvNext ? new ConvNextBlock(this, shape) : new MbConvBlock(this, shape);
}
