using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Binomial 3×3 blur, then subsampling (Zhang 2019). [N, C, H, W] → [N, C, H/stride, W/stride].</summary>
internal sealed class BlurPool2d : Layer, IStrided
{
    private static readonly long[] Padding = [1, 1, 1, 1];
    private static readonly long[] ChannelsLastPadding = [0, 0, 1, 1, 1, 1];
    private static readonly float[] Kernel = [1 / 16f, 2 / 16f, 1 / 16f, 2 / 16f, 4 / 16f, 2 / 16f, 1 / 16f, 2 / 16f, 1 / 16f];
    private readonly int channels;
    private readonly bool isReflected;
    private long[] stride;
    private readonly Tensor filter;

    /// <param name="channels">Number of channels.</param>
    /// <param name="stride">Stride.</param>
    /// <param name="isReflected">The map is mirrored at its edges; otherwise zeros are around it.</param>
    public BlurPool2d(int channels, int stride, bool isReflected = true)
    {
        this.channels = channels;
        this.isReflected = isReflected;
        this.stride = [stride, stride];
        using var kernel = Tensor.FromArray(Kernel, 1, 1, 3, 3);
        filter = Buffer("filt", kernel.Repeat([channels, 1, 1, 1]), persistent: false);
    }

    public void RemoveStride() => stride = [1, 1];

    public override Tensor Forward(Tensor input)
    {
        if (!isReflected)
            return Aten.Conv2d(input, filter, stride: stride, padding: [1, 1], groups: channels);
        using var padded = Pad(input);
        return Aten.Conv2d(padded, filter, stride: stride, padding: [0, 0], groups: channels);
    }

    /// <summary>Keeps channels last in memory, which PyTorch's own reflection of maps does not.</summary>
    private static Tensor Pad(Tensor input)
    {
        if (!input.IsContiguous(MemoryFormat.ChannelsLast))
            return input.Pad(Padding, "reflect");
        using var scope = new TensorScope();
        return scope.Keep(input.Permute([0, 2, 3, 1]).Pad(ChannelsLastPadding, "reflect").Permute([0, 3, 1, 2]));
    }
}
