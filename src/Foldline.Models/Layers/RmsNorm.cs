using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Divides each token by the root mean square of its channels (Zhang and Sennrich 2019): […, channels].</summary>
internal sealed class RmsNorm : Layer
{
    private static readonly long[] LastDimension = [-1];
    private readonly double eps;
    private readonly Tensor weight;

    public RmsNorm(long channels, double eps = 1e-6)
    {
        this.eps = eps;
        weight = Parameter("weight", Aten.Ones([channels]));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var scale = (input.Square().Mean(LastDimension, keepdim: true) + eps).Rsqrt();
        return scope.Keep(input * scale * weight);
    }

    protected override void ResetParameters(TorchGenerator generator) => Init.Constant(weight, 1);
}
