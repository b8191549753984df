using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.InceptionNexts;

/// <summary>Depthwise convolutions by a square, a wide and a high kernel on a part of the channels each; most channels stay as they are.</summary>
internal sealed class InceptionDepthwise : Layer
{
    private const int Square = 3;
    private readonly long[] splits;
    private readonly Conv2d square;
    private readonly Conv2d wide;
    private readonly Conv2d high;

    public InceptionDepthwise(int channels, int band, double branchRatio)
    {
        var part = (int)(channels * branchRatio);
        splits = [channels - (3 * part), part, part, part];
        square = Register("dwconv_hw", Depthwise(part, (Square, Square)));
        wide = Register("dwconv_w", Depthwise(part, (1, band)));
        high = Register("dwconv_h", Depthwise(part, (band, 1)));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var parts = input.SplitWithSizes(splits, dim: 1);
        return scope.Keep(Aten.Cat([parts[0], square.Forward(parts[1]), wide.Forward(parts[2]), high.Forward(parts[3])], dim: 1));
    }

    private static Conv2d Depthwise(int channels, (int Height, int Width) kernel) =>
        new(channels, channels, kernel, new Conv2dOptions { Padding = (kernel.Height / 2, kernel.Width / 2), Groups = channels });
}
