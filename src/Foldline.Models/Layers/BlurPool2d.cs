using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Binomial 3×3 blur, then subsampling (Zhang 2019); edges are reflected. [N, C, H, W] → [N, C, H/stride, W/stride].</summary>
internal sealed class BlurPool2d : Layer
{
    private static readonly long[] Padding = [1, 1, 1, 1];
    private static readonly float[] Kernel = [1 / 16f, 2 / 16f, 1 / 16f, 2 / 16f, 4 / 16f, 2 / 16f, 1 / 16f, 2 / 16f, 1 / 16f];
    private readonly int channels;
    private readonly long[] stride;
    private readonly Tensor filter;

    public BlurPool2d(int channels, int stride)
    {
        this.channels = channels;
        this.stride = [stride, stride];
        using var kernel = Tensor.FromArray(Kernel, 1, 1, 3, 3);
        filter = Buffer("filt", kernel.Repeat([channels, 1, 1, 1]), persistent: false);
    }

    public override Tensor Forward(Tensor input)
    {
        using var padded = input.Pad(Padding, "reflect");
        return Aten.Conv2d(padded, filter, stride: stride, padding: [0, 0], groups: channels);
    }
}
