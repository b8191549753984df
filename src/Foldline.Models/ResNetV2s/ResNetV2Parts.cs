using Foldline.Models.Layers;
using Foldline.Torch.Nn;

namespace Foldline.Models.ResNetV2s;

/// <summary>Makes the layers that the settings choose among.</summary>
internal sealed class ResNetV2Parts(ResNetV2Settings settings)
{
    public ResNetV2Settings Settings => settings;

    public Layer Norm(int channels, bool activate = true) => settings.Norm.Make(channels, activate);

    public Conv2d Conv(int inChannels, int outChannels, int kernelSize, int stride = 1)
    {
        if (settings.StandardizesWeights)
            return new StdConv2d(inChannels, outChannels, kernelSize, stride, eps: settings.WeightEpsilon, samePadding: settings.SamePadding);
        return new Conv2d(inChannels, outChannels, kernelSize, new Conv2dOptions
        {
            Stride = stride,
            Padding = SymmetricPadding.Of(kernelSize, stride),
            Bias = false,
        });
    }

    /// <summary>Channels between the first and the last convolution of a block.</summary>
    public int Middle(int channels) => Channels.MakeDivisible(channels * (settings.Basic ? 1 : 0.25));

    public Layer Block(BlockShape shape)
    {
        if (!settings.PreActivation)
            return new PostActivationBottleneck(this, shape);
        return settings.Basic ? new PreActivationBasic(this, shape) : new PreActivationBottleneck(this, shape);
    }
}
