using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Coats;

/// <summary>
/// Relative positions in attention: each patch's query times what a depthwise convolution sees of the values around it, in windows of 3, 5
/// or 7 places by the head (Xu et al. 2021). The class token has none.
/// </summary>
internal sealed class ConvRelativePositions : Module
{
    private static readonly (int Window, int Heads)[] Groups = [(3, 2), (5, 3), (7, 3)];
    private readonly Size2 grid;
    private readonly long[] widths;
    private readonly ModuleArray<Conv2d> convs;

    /// <param name="headWidth">Channels of a head.</param>
    /// <param name="grid">Rows and columns of patches.</param>
    public ConvRelativePositions(int headWidth, Size2 grid)
    {
        this.grid = grid;
        widths = [.. Groups.Select(part => (long)part.Heads * headWidth)];
        convs = Register("conv_list", new ModuleArray<Conv2d>(Groups.Zip(widths, (part, width) =>
            new Conv2d(width, width, part.Window, new Conv2dOptions { Padding = part.Window / 2, Groups = width }))));
    }

    /// <summary>What is to be added to the attention's output.</summary>
    /// <param name="query">[N, heads, 1 + patches, d].</param>
    /// <param name="value">The same shape.</param>
    public Tensor Forward(Tensor query, Tensor value)
    {
        using var scope = new TensorScope();
        var (samples, heads, patches) = (value.Size(0), value.Size(1), value.Size(2) - 1);
        var map = value.Narrow(2, 1, patches).Transpose(-1, -2).Reshape([samples, -1, grid.Height, grid.Width]);
        var seen = Aten.Cat([.. map.SplitWithSizes(widths, 1).Zip(convs, (part, conv) => conv.Forward(part))], 1);
        var around = seen.Reshape([samples, heads, -1, patches]).Transpose(-1, -2);
        return scope.Keep((query.Narrow(2, 1, patches) * around).ConstantPadNd([0, 0, 1, 0]));
    }
}
