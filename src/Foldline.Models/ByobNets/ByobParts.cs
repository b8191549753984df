using Foldline.Models.Layers;
using Foldline.Torch.Nn;

namespace Foldline.Models.ByobNets;

/// <summary>Makes the layers that the settings choose among.</summary>
internal sealed class ByobParts(ByobSettings settings)
{
    private const int BilinearBlock = 8;

    public ByobSettings Settings => settings;

    public Activation Activation() => new(settings.Norm.Activation);

    /// <summary>A convolution with its norm; in stages pooling may subsample instead of the stride.</summary>
    public ConvNormAct ConvNorm(int inChannels, int outChannels, int kernelSize, int stride = 1, int groups = 1, bool activate = true)
    {
        var antiAlias = settings.AntiAlias && stride > 1 ? new AvgPool2d(stride) : null;
        return new ConvNormAct(settings.Norm, inChannels, outChannels, kernelSize, stride, groups, activate, antiAlias);
    }

    /// <summary>The shortcut: the identity where the shape is kept; null where there is none.</summary>
    public Layer? Shortcut(ByobBlockShape shape)
    {
        if (shape.KeepsShape)
            return new Identity();
        var stride = shape.Block.Stride;
        switch (settings.Shortcut)
        {
            case ByobShortcut.None:
                return null;
            case ByobShortcut.Convolution:
                return ConvNorm(shape.InChannels, shape.OutChannels, 1, stride, activate: false);
            default:
                var layers = new Sequential();
                layers.Add("pool", stride > 1 ? new AvgPool2d(2, stride, ceilMode: true, countIncludePad: false) : new Identity());
                layers.Add("conv", ConvNorm(shape.InChannels, shape.OutChannels, 1, activate: false));
                return layers;
        }
    }

    /// <summary>A block's attention.</summary>
    public Layer Attention(ByobBlock block, int channels) => (block.Attention ?? settings.Attention) switch
    {
        ByobAttention.SqueezeExcite => new SqueezeExcite(
            channels,
            Channels.MakeDivisible(channels * settings.AttentionRatio, settings.AttentionDivisor, roundLimit: 0)),
        ByobAttention.EfficientChannel => new EfficientChannelAttention(channels),
        ByobAttention.GlobalContext => new GlobalContext(channels, 1.0 / 8, ActivationKind.Relu, adds: true),
        ByobAttention.Bilinear => new BilinearAttention(channels, BilinearBlock),
        _ => new Identity(),
    };

    public Layer Block(ByobBlockShape shape) => shape.Block.Kind switch
    {
        ByobBlockKind.Basic => new BasicBlock(this, shape),
        ByobBlockKind.Bottleneck => new BottleneckBlock(this, shape),
        ByobBlockKind.Dark => new DarkBlock(this, shape),
        ByobBlockKind.Edge => new EdgeBlock(this, shape),
        ByobBlockKind.RepVgg => new RepVggBlock(this, shape),
        _ => new MobileOneBlock(this, shape),
    };
}
