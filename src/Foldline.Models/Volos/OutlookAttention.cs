using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Volos;

/// <summary>
/// Attention within squares of 3×3 places, whose weights are read off the middle place instead of comparing places (Yuan et al. 2021). The
/// squares lie at every other place; where they overlap their results add up. [N, H, W, C] → the same.
/// </summary>
internal sealed class OutlookAttention : Layer
{
    private const int Places = 9;
    private static readonly long[] Kernel = [3, 3];
    private static readonly long[] Single = [1, 1];
    private static readonly long[] Stride = [2, 2];
    private readonly int heads;
    private readonly double scale;
    private readonly Linear value;
    private readonly Linear attention;
    private readonly Linear proj;
    private readonly AvgPool2d pool = new(2, 2, ceilMode: true);

    public OutlookAttention(int channels, int heads)
    {
        this.heads = heads;
        scale = Math.Pow(channels / heads, -0.5);
        value = Register("v", new Linear(channels, channels, bias: false));
        attention = Register("attn", new Linear(channels, Places * Places * heads));
        proj = Register("proj", new Linear(channels, channels));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var (samples, channels) = (input.Size(0), input.Size(3));
        var columns = value.Forward(input).Permute([0, 3, 1, 2]).Im2col(Kernel, Single, padding: Single, Stride);
        var squares = columns.Reshape([samples, heads, channels / heads, Places, -1]).Permute([0, 1, 4, 3, 2]);
        var mixed = Weights(input).Matmul(squares).Permute([0, 1, 4, 3, 2]).Reshape([samples, channels * Places, -1]);
        var map = mixed.Col2im([input.Size(1), input.Size(2)], Kernel, Single, padding: Single, Stride);
        return scope.Keep(proj.Forward(map.Permute([0, 2, 3, 1])));
    }

    /// <summary>How much each of a square's places takes from each other: [N, heads, squares, 9, 9].</summary>
    private Tensor Weights(Tensor input)
    {
        var middles = pool.Forward(input.Permute([0, 3, 1, 2])).Permute([0, 2, 3, 1]);
        var scores = attention.Forward(middles).Reshape([input.Size(0), -1, heads, Places, Places]).Permute([0, 2, 1, 3, 4]);
        return (scores * scale).Softmax(-1);
    }
}
