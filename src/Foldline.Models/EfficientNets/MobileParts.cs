using Foldline.Models.Layers;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientNets;

/// <summary>Makes the layers of blocks.</summary>
internal sealed class MobileParts(EfficientNetSettings settings)
{
    public EfficientNetSettings Settings => settings;

    /// <summary>A norm.</summary>
    /// <param name="channels">Channels.</param>
    /// <param name="activates">Whether an activation follows; some norms have it in them.</param>
    public Layer Norm(int channels, bool activates = false) => settings.Norm switch
    {
        MobileNorm.Group => new GroupNorm(channels / settings.NormGroupSize, channels, settings.Epsilon),
        MobileNorm.EvoNormS0 => new EvoNormS0(channels / settings.NormGroupSize, channels, activates, settings.Epsilon),
        MobileNorm.Layer => new LayerNorm2d(channels, settings.Epsilon),
        _ => new BatchNorm2d(channels, settings.Epsilon),
    };

    /// <summary>The activation behind a norm, unless the norm has it in it.</summary>
    /// <param name="kind">Which one.</param>
    /// <param name="inPlace">Whether it may overwrite its input.</param>
    public Activation Activation(ActivationKind kind, bool inPlace = true) => new(settings.Norm == MobileNorm.EvoNormS0 ? ActivationKind.Identity : kind, inPlace);

    public ActivationKind ActivationOf(BlockDefinition block) => block.Activation ?? settings.Activation;

    /// <summary>A convolution without bias.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="kernelSizes">One, or several side by side.</param>
    /// <param name="stride">Stride.</param>
    /// <param name="groupSize">Channels a group; 1 is depthwise, null mixes all.</param>
    public Layer Conv(int inChannels, int outChannels, int[] kernelSizes, int stride = 1, int? groupSize = null)
    {
        if (kernelSizes is [var kernel])
            return Conv(inChannels, outChannels, kernel, new Conv2dOptions { Stride = stride, Groups = inChannels / (groupSize ?? inChannels), Bias = false });
        return new MixedConv2d((inChannels, outChannels), kernelSizes, (inputs, outputs, size) =>
            Conv(inputs, outputs, size, new Conv2dOptions { Stride = stride, Groups = groupSize == 1 ? inputs : 1, Bias = false }));
    }

    /// <summary>A convolution with norm and activation; anti-aliasing takes over its stride.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="shape">Kernel, stride, and channels a group (1 is depthwise, null mixes all).</param>
    /// <param name="activation">Activation.</param>
    public ConvNormAct ConvNormAct(int inChannels, int outChannels, (int Kernel, int Stride, int? GroupSize) shape, ActivationKind activation) => new(
        Conv(inChannels, outChannels, [shape.Kernel], ConvStride(shape.Stride), shape.GroupSize),
        new BatchNormAct2d(outChannels, activation, settings.Epsilon),
        AntiAlias(outChannels, shape.Stride));

    /// <summary>The stride that is left to a convolution before anti-aliasing.</summary>
    public int ConvStride(int stride) => settings.AntiAlias == MobileAntiAlias.None ? stride : 1;

    /// <summary>What subsamples after a convolution whose stride it takes over.</summary>
    public Layer AntiAlias(int channels, int stride) => settings.AntiAlias switch
    {
        MobileAntiAlias.Average when stride > 1 => new AvgPool2d(stride),
        MobileAntiAlias.Blur when stride > 1 => new BlurPool2d(channels, stride, isReflected: false),
        _ => new Identity(),
    };

    /// <summary>Scale of each channel at the end of a branch.</summary>
    public Layer Scale(int channels) => LayerScale2d.Of(channels, settings.LayerScale);

    /// <summary>Attention of an expanded block; the ratio counts from the channels before the expansion unless the settings say otherwise.</summary>
    public Layer Attention(BlockDefinition block, int channels, double expansion = 1) => block.SqueezeRatio > 0
        ? block.Squeezed is { } squeezed
            ? new MobileSqueezeExcite(channels, squeezed, ActivationOf(block), settings.SqueezeGate)
            : Attention(channels, settings.SqueezeFromExpanded ? block.SqueezeRatio : block.SqueezeRatio / expansion, ActivationOf(block))
        : new Identity();

    /// <summary>Attention of given channels.</summary>
    public Layer Attention(int channels, double ratio, ActivationKind activation) => settings.GlobalContext
        ? new GlobalContext(channels, ratio, activation)
        : new MobileSqueezeExcite(channels, ReducedChannels(channels * ratio), settings.SqueezeActivation ?? activation, settings.SqueezeGate);

    /// <summary>A convolution that mixes experts; its padding keeps the size.</summary>
    public ConditionalConv2d ConditionalConv((int In, int Out) channels, int kernelSize, Conv2dOptions options, int experts)
    {
        var stride = (int)options.Stride.Height;
        var isSame = settings.SamePadding && stride != 1;
        var padded = options with { Padding = isSame ? 0 : (stride - 1 + (kernelSize - 1)) / 2 };
        return new ConditionalConv2d(channels, kernelSize, padded, (experts, isSame));
    }

    private int ReducedChannels(double channels) => settings.SqueezeRoundLimit is { } limit
        ? Channels.MakeDivisible(channels, roundLimit: limit)
        : (int)Math.Round(channels);

    private Layer Conv(int inChannels, int outChannels, int kernelSize, Conv2dOptions options)
    {
        var stride = (int)options.Stride.Height;
        var isStatic = stride == 1 && kernelSize % 2 == 1;
        return settings.SamePadding && !isStatic
            ? new Conv2dSame(inChannels, outChannels, kernelSize, options)
            : new Conv2d(inChannels, outChannels, kernelSize, options with { Padding = (stride - 1 + (kernelSize - 1)) / 2 });
    }
}
