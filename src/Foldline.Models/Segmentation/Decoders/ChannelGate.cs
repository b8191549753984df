using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Decoders;

/// <summary>A number in [0, 1] for each channel, from the channels' means (Hu et al. 2018): [N, C, H, W] → [N, C, 1, 1].</summary>
internal static class ChannelGate
{
    public static Sequential Make(int channels, int reduced) => new(
        new AdaptiveAvgPool2d(1),
        new Conv2d(channels, reduced, 1),
        new Activation(ActivationKind.Relu),
        new Conv2d(reduced, channels, 1),
        new Activation(ActivationKind.Sigmoid));
}
