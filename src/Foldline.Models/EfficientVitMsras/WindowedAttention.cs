using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientVitMsras;

/// <summary>Attention in windows, or over the whole map where one window holds it: [N, C, H, W] → the same.</summary>
internal sealed class WindowedAttention : Layer
{
    private const int MostAcross = 7;
    private readonly bool isWhole;
    private readonly Size2 window;
    private readonly CascadedAttention attention;

    /// <param name="channels">Channels; a multiple of the heads.</param>
    /// <param name="map">Height and width of the maps.</param>
    /// <param name="kernels">Kernel of the depthwise convolution of each head's queries.</param>
    public WindowedAttention(int channels, Size2 map, int[] kernels)
    {
        isWhole = map.Height <= MostAcross && map.Width <= MostAcross;
        window = isWhole ? map : MostAcross;
        attention = Register("attn", new CascadedAttention(channels, window, kernels));
    }

    public override Tensor Forward(Tensor input)
    {
        if (isWhole)
            return attention.Forward(input);
        using var scope = new TensorScope();
        var padded = Windows.Pad(input.Permute([0, 2, 3, 1]), window);
        var tokens = Windows.Partition(padded, window);
        var maps = tokens.Transpose(1, 2).Reshape([tokens.Size(0), tokens.Size(2), window.Height, window.Width]);
        var attended = attention.Forward(maps).Flatten(2).Transpose(1, 2);
        var merged = Windows.Merge(attended, window, new Size2(padded.Size(1), padded.Size(2)));
        return scope.Keep(merged[.., ..(int)input.Size(2), ..(int)input.Size(3)].Permute([0, 3, 1, 2]));
    }
}
