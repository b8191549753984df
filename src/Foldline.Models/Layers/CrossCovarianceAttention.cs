using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Attention between channels instead of places (El-Nouby et al. 2021): [N, places, C] → [N, places, C].</summary>
internal sealed class CrossCovarianceAttention : Layer
{
    private const double Epsilon = 1e-12;
    private readonly int heads;
    private readonly Tensor temperature;
    private readonly Linear qkv;
    private readonly Linear projection;

    public CrossCovarianceAttention(int channels, int heads)
    {
        this.heads = heads;
        temperature = Parameter("temperature", Aten.Ones([heads, 1, 1]));
        qkv = Register("qkv", new Linear(channels, channels * 3));
        projection = Register("proj", new Linear(channels, channels));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var (samples, places, channels) = (input.Size(0), input.Size(1), input.Size(2));
        var parts = qkv.Forward(input).Reshape([samples, places, 3, heads, -1]).Permute([2, 0, 3, 4, 1]).Unbind(0);
        var weights = (Unit(parts[0]).Matmul(Unit(parts[1]).Transpose(-2, -1)) * temperature).Softmax(-1);
        var mixed = weights.Matmul(parts[2]).Permute([0, 3, 1, 2]).Reshape([samples, places, channels]);
        return scope.Keep(projection.Forward(mixed));
    }

    protected override void ResetParameters(TorchGenerator generator) => Init.Constant(temperature, 1);

    /// <summary>Each channel's values over all places, with length 1.</summary>
    private static Tensor Unit(Tensor values) => values / values.LinalgVectorNorm(2, [-1], keepdim: true).ClampMin(Epsilon);
}
