using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>
/// Scales each channel by its length over all places, relative to the other channels' (Woo et al. 2023); starts as the identity.
/// timm's <c>GlobalResponseNorm</c>.
/// </summary>
internal sealed class GlobalResponseNorm : Layer
{
    private const double Epsilon = 1e-6;
    private readonly long[] places;
    private readonly long[] channelDimension;
    private readonly long[] shape;
    private readonly Tensor weight;
    private readonly Tensor bias;

    /// <param name="channels">Number of channels.</param>
    /// <param name="channelsAtEnd">[N, H, W, C] instead of [N, C, H, W].</param>
    public GlobalResponseNorm(long channels, bool channelsAtEnd = false)
    {
        places = channelsAtEnd ? [1, 2] : [2, 3];
        channelDimension = [channelsAtEnd ? 3 : 1];
        shape = channelsAtEnd ? [1, 1, 1, channels] : [1, channels, 1, 1];
        weight = Parameter("weight", Aten.Zeros([channels]));
        bias = Parameter("bias", Aten.Zeros([channels]));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var lengths = input.LinalgVectorNorm(2, places, keepdim: true);
        var relative = lengths / (lengths.Mean(channelDimension, keepdim: true) + Epsilon);
        var scale = (relative * weight.View(shape)) + 1;
        return scope.Keep(bias.View(shape).Addcmul(input, scale));
    }

    protected override void ResetParameters(TorchGenerator generator)
    {
        Init.Constant(weight, 0);
        Init.Constant(bias, 0);
    }
}
