using Foldline.Models.Layers;
using Foldline.Models.ResNets;
using Foldline.Models.ResNetV2s;
using Foldline.Torch.Nn;

namespace Foldline.Models.VisionTransformerHybrids;

/// <summary>The convolutional networks of hybrids.</summary>
internal static class HybridBackbones
{
    /// <summary>Stem of the ResNet with standardised weights: a convolution, a norm and a pooling.</summary>
    public static HybridBackbone Stem(int inChannels)
    {
        const int Width = 64;
        var parts = new ResNetV2Parts(Standardized());
        var stem = new Sequential();
        stem.Add("conv", parts.Conv(inChannels, Width, 7, 2));
        stem.Add("norm", parts.Norm(Width));
        stem.Add("pool", new StemPool(StemPadding.Same));
        return new HybridBackbone(stem, stem.Forward, Width, 4, "conv");
    }

    /// <summary>The ResNet with standardised weights.</summary>
    /// <param name="inChannels">Channels of the images.</param>
    /// <param name="depths">Blocks a stage.</param>
    public static HybridBackbone ResNetV2(int inChannels, params int[] depths)
    {
        var network = new ResNetV2(Standardized(depths), Bare(inChannels));
        return Of(network, network.ForwardFeatures);
    }

    /// <summary>ResNet-D without its last stages, if fewer depths are given.</summary>
    /// <inheritdoc cref="ResNetV2"/>
    public static HybridBackbone ResNetD(int inChannels, params int[] depths)
    {
        var settings = new ResNetSettings { Bottleneck = true, Depths = depths, Stem = StemKind.Deep, StemWidth = 32, AverageDown = true };
        var network = new ResNet(settings, Bare(inChannels));
        return Of(network, network.ForwardFeatures);
    }

    /// <summary>Three convolutions that do not overlap (Vasu et al. 2024, MobileCLIP).</summary>
    /// <param name="inChannels">Channels of the images.</param>
    /// <param name="width">Channels of the last one.</param>
    public static HybridBackbone ConvolutionStem(int inChannels, int width)
    {
        var first = width / 4;
        var stem = new Sequential(
            new ConvNormAct(Patch(inChannels, first, 4), new BatchNormAct2d(first, ActivationKind.Gelu)),
            new ConvNormAct(Patch(first, first, 2), new BatchNormAct2d(first, ActivationKind.Gelu)),
            new ConvNormAct(Patch(first, width, 2, bias: true), new Identity()));
        return new HybridBackbone(stem, stem.Forward, width, 16, "0.conv");
    }

    private static ResNetV2Settings Standardized(params int[] depths) =>
        new() { Depths = depths, PreActivation = false, SamePadding = true, StemPadding = StemPadding.Same };

    private static ModelOptions Bare(int inChannels) => new() { NumClasses = 0, InChannels = inChannels };

    private static HybridBackbone Of(ImageModel network, Func<Torch.Tensor, Torch.Tensor> forward)
    {
        var map = network.FeatureMaps[^1];
        return new HybridBackbone(network, forward, map.Channels, map.Reduction, network.FirstConv);
    }

    private static Conv2d Patch(int inChannels, int outChannels, int size, bool bias = false) =>
        new(inChannels, outChannels, size, new Conv2dOptions { Stride = size, Bias = bias });
}
