using Foldline.Models.Layers;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Encoders;

/// <summary>Trades strides for dilation, so that maps stay larger and weights fit as they are (Chen et al. 2017).</summary>
internal static class Dilation
{
    /// <summary>Gives all convolutions of a stage the stride 1 and one dilation, and its poolings the stride 1.</summary>
    public static void Widen(IReadOnlyList<Module> stage, int rate)
    {
        foreach (var conv in Convolutions(stage))
            Widen(conv, rate);
        RemoveStrides(stage);
    }

    /// <summary>The convolutions of a stage.</summary>
    public static IEnumerable<Conv2d> Convolutions(IEnumerable<Module> stage) => All(stage).OfType<Conv2d>();

    /// <summary>Gives a convolution the stride 1 and a dilation; padding keeps the size, of even kernels more of it below and on the right.</summary>
    public static void Widen(Conv2d conv, int rate)
    {
        var (height, width) = ((conv.KernelSize.Height - 1) * rate, (conv.KernelSize.Width - 1) * rate);
        conv.ChangeWalk(new Conv2dOptions
        {
            Padding = new Size2(height / 2, width / 2),
            EndPadding = new Size2(height % 2, width % 2),
            Dilation = rate,
        });
    }

    /// <summary>Gives the poolings of a stage the stride 1.</summary>
    public static void RemoveStrides(IEnumerable<Module> stage)
    {
        foreach (var pool in All(stage).OfType<IStrided>())
            pool.RemoveStride();
    }

    private static IEnumerable<Module> All(IEnumerable<Module> stage) => stage.SelectMany(module => module.Modules()).Select(entry => entry.Value);
}
