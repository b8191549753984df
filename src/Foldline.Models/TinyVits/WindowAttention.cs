using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.TinyVits;

/// <summary>Attention in windows with biases by distance; what does not fill a window is padded by zeros: [N, H, W, C] → the same.</summary>
internal sealed class WindowAttention : Layer
{
    private readonly int heads;
    private readonly Size2 window;
    private readonly Tensor biases;
    private readonly Tensor index;
    private readonly LayerNorm norm;
    private readonly Linear qkv;
    private readonly Linear proj;

    public WindowAttention(int channels, int heads, int window)
    {
        this.heads = heads;
        this.window = window;
        biases = Parameter("attention_biases", Aten.Zeros([heads, window * window]));
        index = Buffer("attention_bias_idxs", AbsoluteOffsets.Index(window), persistent: false);
        norm = Register("norm", new LayerNorm(channels));
        qkv = Register("qkv", new Linear(channels, 3 * channels));
        proj = Register("proj", new Linear(channels, channels));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var padded = Windows.Pad(input, window);
        var packed = qkv.Forward(norm.Forward(Windows.Partition(padded, window)));
        var parts = DotProductAttention.SplitHeads(packed, heads).Chunk(3, 3);
        var attended = proj.Forward(DotProductAttention.Apply(parts[0], parts[1], parts[2], AbsoluteOffsets.Look(biases, index)));
        var merged = Windows.Merge(attended, window, new Size2(padded.Size(1), padded.Size(2)));
        return scope.Keep(merged[.., ..(int)input.Size(1), ..(int)input.Size(2)]);
    }

    protected override void ResetParameters(TorchGenerator generator) => Init.Constant(biases, 0);
}
