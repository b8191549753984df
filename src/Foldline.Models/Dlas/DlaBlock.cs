using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Dlas;

/// <summary>A residual block whose shortcut the tree supplies.</summary>
internal abstract class DlaBlock : Module
{
    /// <summary>Both tensors stay the caller's.</summary>
    public abstract Tensor Forward(Tensor input, Tensor shortcut);

    /// <summary>A block of the kind that the settings ask for.</summary>
    public static DlaBlock Make(DlaSettings settings, int inChannels, int outChannels, int stride) => settings.Block switch
    {
        DlaBlockKind.Basic => new DlaBasicBlock(inChannels, outChannels, stride),
        DlaBlockKind.Scales => new DlaScaleBlock(inChannels, outChannels, stride, Width(settings, outChannels), settings.Cardinality),
        _ => new DlaBottleneckBlock(inChannels, outChannels, stride, Width(settings, outChannels), settings.Cardinality),
    };

    private static int Width(DlaSettings settings, int channels) => (int)(channels * (settings.BaseWidth / 64.0)) * settings.Cardinality / 2;
}
