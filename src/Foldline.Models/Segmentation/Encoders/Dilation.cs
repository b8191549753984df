using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Encoders;

/// <summary>Trades strides for dilation, so that maps stay larger and weights fit as they are (Chen et al. 2017).</summary>
internal static class Dilation
{
    /// <summary>Gives all convolutions of a stage the stride 1 and one dilation.</summary>
    public static void Widen(IEnumerable<Module> stage, int rate)
    {
        foreach (var conv in Convolutions(stage))
            Widen(conv, rate);
    }

    public static IEnumerable<Conv2d> Convolutions(IEnumerable<Module> stage) =>
        stage.SelectMany(module => module.Modules()).Select(entry => entry.Value).OfType<Conv2d>();

    /// <summary>Gives a convolution the stride 1 and a dilation; padding keeps the size.</summary>
    public static void Widen(Conv2d conv, int rate)
    {
        var (height, width) = conv.KernelSize;
        conv.ChangeWalk(1, new Size2(height / 2 * rate, width / 2 * rate), rate);
    }
}
