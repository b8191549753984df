using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Twins;

/// <summary>Attention in windows of 7×7 places: [N, H, W, C] → the same. Padding by zeros takes part.</summary>
internal sealed class LocalAttention : Layer
{
    private static readonly Size2 Window = 7;
    private readonly int heads;
    private readonly Linear qkv;
    private readonly Linear proj;

    public LocalAttention(int channels, int heads)
    {
        this.heads = heads;
        qkv = Register("qkv", new Linear(channels, 3 * channels));
        proj = Register("proj", new Linear(channels, channels));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var padded = Windows.Pad(input, Window);
        var (query, key, value) = DotProductAttention.Unpack(qkv.Forward(Windows.Partition(padded, Window)), heads);
        var merged = Windows.Merge(DotProductAttention.Apply(query, key, value), Window, new Size2(padded.Size(1), padded.Size(2)));
        return scope.Keep(proj.Forward(merged[.., ..(int)input.Size(1), ..(int)input.Size(2)]));
    }
}
