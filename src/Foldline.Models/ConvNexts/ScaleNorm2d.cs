using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.ConvNexts;

/// <summary>
/// Divides the channels of each place of a map [N, C, H, W] by their root mean square (Zhang and Sennrich 2019) or by their standard
/// deviation, without centring them; timm's <c>RmsNorm2d</c> and <c>SimpleNorm2d</c>.
/// </summary>
internal sealed class ScaleNorm2d : Layer
{
    private static readonly long[] ChannelDimension = [1];
    private readonly bool isDeviation;
    private readonly double eps;
    private readonly Tensor weight;

    public ScaleNorm2d(long channels, bool isDeviation, double eps)
    {
        this.isDeviation = isDeviation;
        this.eps = eps;
        weight = Parameter("weight", Aten.Ones([channels]));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var variance = isDeviation
            ? input.Var(ChannelDimension, correction: 1, keepdim: true)
            : input.Square().Mean(ChannelDimension, keepdim: true);
        return scope.Keep(input * (variance + eps).Rsqrt() * weight.View([1, -1, 1, 1]));
    }

    protected override void ResetParameters(TorchGenerator generator) => Init.Constant(weight, 1);
}
