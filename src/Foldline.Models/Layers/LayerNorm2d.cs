using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Layer normalisation over the channels of each place of a map [N, C, H, W]; timm's <c>LayerNorm2d</c>.</summary>
internal sealed class LayerNorm2d : Layer
{
    private readonly long channels;
    private readonly double eps;
    private readonly Tensor weight;
    private readonly Tensor bias;

    public LayerNorm2d(long channels, double eps = 1e-6)
    {
        this.channels = channels;
        this.eps = eps;
        weight = Parameter("weight", Aten.Ones([channels]));
        bias = Parameter("bias", Aten.Zeros([channels]));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();

        // Under autocast, as on CUDA: the CPU has no kernel for 16-bit values and 32-bit weights.
        var rows = input.Permute([0, 2, 3, 1]).To(weight.DType);
        return scope.Keep(rows.LayerNorm([channels], weight, bias, eps).Permute([0, 3, 1, 2]));
    }

    protected override void ResetParameters(TorchGenerator generator)
    {
        Init.Constant(weight, 1);
        Init.Constant(bias, 0);
    }
}
