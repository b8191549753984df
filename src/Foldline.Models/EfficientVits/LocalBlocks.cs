using Foldline.Models.Layers;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientVits;

/// <summary>Blocks of convolutions; the last norm is always there, the others maybe not.</summary>
internal sealed class LocalBlocks(EfficientVitSettings settings)
{
    private const int Kernel = 3;

    /// <summary>A depthwise and a 1×1 convolution, or two dense ones in the large kind.</summary>
    public Layer Plain(int channels) => settings.IsLarge
        ? new NamedSequence(
            ("conv1", Inner((channels, channels, Kernel, 1, 1), fewNorms: false)),
            ("conv2", Last((channels, channels, Kernel, 1, 1))))
        : new NamedSequence(
            ("depth_conv", Inner((channels, channels, Kernel, 1, channels), fewNorms: false)),
            ("point_conv", Last((channels, channels, 1, 1, 1))));

    /// <summary>Expansion, depthwise convolution, projection (Sandler et al. 2018).</summary>
    public Layer Inverted(int inChannels, int outChannels, int stride, (double Expansion, bool FewNorms) kind)
    {
        var middle = (int)Math.Round(inChannels * kind.Expansion);
        return new NamedSequence(
            ("inverted_conv", Inner((inChannels, middle, 1, 1, 1), kind.FewNorms)),
            ("depth_conv", Inner((middle, middle, Kernel, stride, middle), kind.FewNorms)),
            ("point_conv", Last((middle, outChannels, 1, 1, 1))));
    }

    /// <summary>Expansion by a dense convolution, projection (Tan and Le 2021).</summary>
    public Layer Fused(int inChannels, int outChannels, int stride, double expansion)
    {
        var middle = (int)Math.Round(inChannels * expansion);
        return new NamedSequence(
            ("spatial_conv", Inner((inChannels, middle, Kernel, stride, 1), fewNorms: false)),
            ("point_conv", Last((middle, outChannels, 1, 1, 1))));
    }

    private ConvUnit Inner((int In, int Out, int Kernel, int Stride, int Groups) shape, bool fewNorms) =>
        new(shape, fewNorms ? null : settings.Epsilon, settings.Activation);

    private ConvUnit Last((int In, int Out, int Kernel, int Stride, int Groups) shape) => new(shape, settings.Epsilon, ActivationKind.Identity);
}
