using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Channel attention by a short convolution along the channels' means (Wang et al. 2020); timm's <c>EcaModule</c>.</summary>
internal sealed class EfficientChannelAttention : Layer
{
    private readonly Conv1dAcrossChannels conv;

    public EfficientChannelAttention(int channels) => conv = Register("conv", new Conv1dAcrossChannels(KernelSize(channels)));

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var gate = conv.Forward(input.Mean([2, 3]).Unsqueeze(1)).Sigmoid();
        return scope.Keep(input * gate.View([input.Size(0), -1, 1, 1]));
    }

    /// <summary>The odd number next to (log2 C + 1) / 2, at least 3.</summary>
    private static int KernelSize(int channels)
    {
        var size = (int)((Math.Log2(channels) + 1) / 2);
        return Math.Max(size % 2 == 1 ? size : size + 1, 3);
    }
}
