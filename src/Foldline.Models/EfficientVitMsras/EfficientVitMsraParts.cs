using Foldline.Models.Layers;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientVitMsras;

/// <summary>Makes the branches that blocks and the layers between stages share.</summary>
internal static class EfficientVitMsraParts
{
    /// <summary>A depthwise 3×3 convolution around which a shortcut goes.</summary>
    /// <param name="channels">Channels.</param>
    /// <param name="initial">Start of the norm's factors.</param>
    public static ShortcutBranch Depthwise(int channels, double initial) => new(new ConvNorm(channels, channels, 3, groups: channels, initial: initial));

    /// <summary>1×1 convolutions around which a shortcut goes.</summary>
    public static ShortcutBranch Mlp(int channels) => new(new ChannelMlp(channels));

    /// <summary>Exchange between neighbours, then between channels, as before and after a map is halved.</summary>
    public static Sequential Local(int channels) => new(Depthwise(channels, 1), Mlp(channels));
}
