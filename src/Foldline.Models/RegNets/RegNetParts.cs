using Foldline.Models.Layers;
using Foldline.Torch.Nn;

namespace Foldline.Models.RegNets;

/// <summary>Makes the layers that the settings choose among.</summary>
internal sealed class RegNetParts(RegNetSettings settings)
{
    public RegNetSettings Settings => settings;

    public Activation Activation() => new(settings.Norm.Activation);

    public Layer Block(RegNetBlockShape shape) =>
        settings.PreActivation ? new PreActivationBottleneck(this, shape) : new RegNetBottleneck(this, shape);

    public static Conv2d Conv(int inChannels, int outChannels, int kernelSize, int stride = 1, int groups = 1) =>
        new(inChannels, outChannels, kernelSize, new Conv2dOptions
        {
            Stride = stride,
            Padding = SymmetricPadding.Of(kernelSize, stride),
            Groups = groups,
            Bias = false,
        });

    /// <summary>A convolution with its norm.</summary>
    public ConvNormAct ConvNorm(int inChannels, int outChannels, int kernelSize, int stride = 1, int groups = 1, bool activate = true) =>
        new(settings.Norm, inChannels, outChannels, kernelSize, stride, groups, activate);

    /// <summary>Squeeze-and-excitation; the reduced channels count from the block's input.</summary>
    public Layer Attention(int channels, int inChannels) => settings.SqueezeRatio > 0
        ? new SqueezeExcite(channels, (int)Math.Round(inChannels * settings.SqueezeRatio), settings.Norm.Activation)
        : new Identity();

    /// <summary>The shortcut: the identity where the shape is kept; null where there is none.</summary>
    public Layer? Shortcut(RegNetBlockShape shape)
    {
        if (shape.Stride == 1 && shape.InChannels == shape.OutChannels)
            return new Identity();
        return settings.Shortcut switch
        {
            RegNetShortcut.None => null,
            RegNetShortcut.Convolution => Projection(shape, shape.Stride),
            _ => new Sequential(
                shape.Stride > 1 ? new AvgPool2d(2, shape.Stride, ceilMode: true, countIncludePad: false) : new Identity(),
                Projection(shape, 1)),
        };
    }

    private Layer Projection(RegNetBlockShape shape, int stride) => settings.PreActivation
        ? Conv(shape.InChannels, shape.OutChannels, 1, stride)
        : ConvNorm(shape.InChannels, shape.OutChannels, 1, stride, activate: false);
}
