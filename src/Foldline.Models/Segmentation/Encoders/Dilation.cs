using Foldline.Models.Layers;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Encoders;

/// <summary>Trades strides for dilation, so that maps stay larger and weights fit as they are (Chen et al. 2017).</summary>
internal static class Dilation
{
    /// <summary>Gives all convolutions of a stage the stride 1 and one dilation.</summary>
    public static void Widen(IEnumerable<Layer> stage, int rate)
    {
        foreach (var conv in Convolutions(stage))
            Widen(conv, rate);
    }

    public static IEnumerable<Conv2d> Convolutions(IEnumerable<Layer> stage) =>
        stage.SelectMany(layer => layer.Modules()).Select(entry => entry.Value).OfType<Conv2d>();

    /// <summary>Gives a convolution the stride 1 and a dilation; padding keeps the size.</summary>
    public static void Widen(Conv2d conv, int rate)
    {
        var (height, width) = conv.KernelSize;
        var padding = conv is Conv2dSame ? 0 : new Size2(height / 2 * rate, width / 2 * rate);
        conv.ChangeWalk(1, padding, rate);
    }
}
