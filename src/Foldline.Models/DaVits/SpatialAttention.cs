using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.DaVits;

/// <summary>Attention of the places in windows, which fill up with zeros: [N, H, W, C] → the same.</summary>
internal sealed class SpatialAttention : Layer
{
    private readonly int heads;
    private readonly Size2 window;
    private readonly Linear qkv;
    private readonly Linear proj;

    public SpatialAttention(int channels, int heads, int window)
    {
        this.heads = heads;
        this.window = window;
        qkv = Register("qkv", new Linear(channels, 3 * channels));
        proj = Register("proj", new Linear(channels, channels));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var (height, width) = (input.Size(1), input.Size(2));
        var padded = Windows.Pad(input, window);
        var (query, key, value) = DotProductAttention.Unpack(qkv.Forward(Windows.Partition(padded, window)), heads);
        var attended = proj.Forward(DotProductAttention.Apply(query, key, value));
        var merged = Windows.Merge(attended, window, new Size2(padded.Size(1), padded.Size(2)));
        return scope.Keep(merged[.., ..(int)height, ..(int)width]);
    }
}
