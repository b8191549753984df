using Foldline.Models.Layers;
using Foldline.Torch.Nn;

namespace Foldline.Models.ResNets;

/// <summary>Makes the layers that the settings choose among.</summary>
internal sealed class ResNetParts(ResNetSettings settings)
{
    private const int Groups = 32;

    public ResNetSettings Settings => settings;

    /// <summary>Channels of a block's output.</summary>
    public int OutChannels(BlockShape shape) => shape.Pruned?.Last ?? (shape.Planes * (IsBottleneck(shape) ? BottleneckBlock.Expansion : 1));

    /// <summary>Channels of a bottleneck's 3×3 convolution, all groups together.</summary>
    public int Width(int planes) => (int)(planes * (settings.BaseWidth / 64.0)) * settings.Cardinality;

    public static Activation Relu() => new(ActivationKind.Relu);

    public static Conv2d Conv(int inChannels, int outChannels, int kernelSize, int stride = 1, int groups = 1) =>
        Convolutions.Conv(inChannels, outChannels, kernelSize, stride, groups);

    public Layer Norm(int channels) => settings.GroupNorm ? new GroupNorm(Groups, channels) : new BatchNorm2d(channels);

    public Layer Attention(int channels) => settings.Attention switch
    {
        AttentionKind.SqueezeExcite => new SqueezeExcite(channels, settings.AttentionRatio),
        AttentionKind.EfficientChannel => new EfficientChannelAttention(channels),
        _ => new Identity(),
    };

    /// <summary>True where a convolution leaves its stride to an anti-aliasing layer.</summary>
    public bool IsAntiAliased(int stride) => settings.AntiAlias != AntiAliasKind.None && stride > 1;

    public Layer AntiAlias(int channels, int stride) => settings.AntiAlias switch
    {
        AntiAliasKind.Average when stride > 1 => new AvgPool2d(stride),
        AntiAliasKind.Blur when stride > 1 => new BlurPool2d(channels, stride),
        _ => new Identity(),
    };

    public ResidualBlock Block(BlockShape shape) =>
        settings.Block?.Invoke(this, shape) ?? (IsBottleneck(shape) ? new BottleneckBlock(this, shape) : new BasicBlock(this, shape));

    /// <summary>The shortcut of a stage's first block where size or channels change, else the identity.</summary>
    public Layer Downsample(int inChannels, int outChannels, int stride)
    {
        if (stride == 1 && inChannels == outChannels)
            return new Identity();
        if (!settings.AverageDown)
            return new Sequential(Conv(inChannels, outChannels, stride == 1 ? 1 : settings.DownKernelSize, stride), Norm(outChannels));
        Layer pool = stride == 1 ? new Identity() : new AvgPool2d(2, stride, ceilMode: true, countIncludePad: false);
        return new Sequential(pool, Conv(inChannels, outChannels, 1), Norm(outChannels));
    }

    private bool IsBottleneck(BlockShape shape) => shape.Bottleneck ?? settings.Bottleneck;
}
