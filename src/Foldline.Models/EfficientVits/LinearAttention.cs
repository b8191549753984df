using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientVits;

/// <summary>
/// Attention with a ReLU instead of the softmax, whose cost grows with the number of places and not its square (Katharopoulos et al. 2020),
/// at two scales: [N, C, h, w] → the same (Cai et al. 2023).
/// </summary>
internal sealed class LinearAttention : Layer
{
    private const int Scale = 5;
    private const int Parts = 3;
    private const double Added = 1e-5;
    private readonly int headWidth;
    private readonly ConvUnit qkv;
    private readonly Sequential aggregate;
    private readonly ConvUnit proj;

    public LinearAttention(int channels, int headWidth, double epsilon)
    {
        this.headWidth = headWidth;
        var heads = channels / headWidth;
        var width = Parts * heads * headWidth;
        qkv = Register("qkv", new ConvUnit((channels, width, 1, 1, 1), null, ActivationKind.Identity, bias: false));
        aggregate = new Sequential(
            new Conv2d(width, width, Scale, new Conv2dOptions { Padding = Scale / 2, Groups = width, Bias = false }),
            new Conv2d(width, width, 1, new Conv2dOptions { Groups = Parts * heads, Bias = false }));
        Register("aggreg", new ModuleList([aggregate]));
        proj = Register("proj", new ConvUnit((2 * heads * headWidth, channels, 1, 1, 1), epsilon, ActivationKind.Identity));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var (height, width) = (input.Size(2), input.Size(3));
        var fine = qkv.Forward(input);
        var both = Aten.Cat([fine, aggregate.Forward(fine)], 1);
        var rows = both.Reshape([input.Size(0), -1, Parts * headWidth, height * width]).Transpose(-1, -2);
        var parts = rows.Chunk(Parts, -1);
        var attended = Attend(parts[0].Relu(), parts[1].Relu(), parts[2]).To(parts[2].DType);
        return scope.Keep(proj.Forward(attended.Transpose(-1, -2).Reshape([input.Size(0), -1, height, width])));
    }

    // In 32 bits, as the sums over all places are large.
    private static Tensor Attend(Tensor query, Tensor key, Tensor value)
    {
        using var exact = new Autocast(value.Device.Kind, DType.BFloat16, enabled: false);
        var q = query.To(DType.Float32);
        var k = key.To(DType.Float32);
        var v = value.To(DType.Float32).ConstantPadNd([0, 1], 1);
        var sums = q.Matmul(k.Transpose(-1, -2).Matmul(v));
        var last = v.Size(-1) - 1;
        return sums.Narrow(-1, 0, last) / (sums.Narrow(-1, last, 1) + Added);
    }
}
