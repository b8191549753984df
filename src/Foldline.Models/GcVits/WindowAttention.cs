using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.GcVits;

/// <summary>Attention within windows with biases by offset; its queries are the window's own, or ones that all windows of an image share.</summary>
internal sealed class WindowAttention : Module
{
    private readonly int heads;
    private readonly bool sharesQueries;
    private readonly RelativeBiasTable biases;
    private readonly Linear qkv;
    private readonly Linear proj;

    public WindowAttention(int channels, int heads, Size2 window, bool sharesQueries)
    {
        this.heads = heads;
        this.sharesQueries = sharesQueries;
        biases = Register("rel_pos", new RelativeBiasTable(window, heads));
        qkv = Register("qkv", new Linear(channels, (sharesQueries ? 2 : 3) * channels));
        proj = Register("proj", new Linear(channels, channels));
    }

    /// <summary>Attends in every window.</summary>
    /// <param name="windows">[N · windows, tokens, C].</param>
    /// <param name="queries">[N, tokens, C]: those that windows share.</param>
    /// <returns>As the windows.</returns>
    public Tensor Forward(Tensor windows, Tensor queries)
    {
        using var scope = new TensorScope();
        var packed = qkv.Forward(windows);
        var bias = biases.Bias();
        if (!sharesQueries)
        {
            var (query, key, value) = DotProductAttention.Unpack(packed, heads);
            return scope.Keep(proj.Forward(DotProductAttention.Apply(query, key, value, bias)));
        }

        // As in timm, whose weights were trained so: the images' queries come in turn over all windows, whosever they are.
        var shared = DotProductAttention.SplitHeads(queries.Repeat([windows.Size(0) / queries.Size(0), 1, 1]), heads);
        var parts = packed.Chunk(2, -1);
        return scope.Keep(proj.Forward(DotProductAttention.Apply(shared, DotProductAttention.SplitHeads(parts[0], heads), DotProductAttention.SplitHeads(parts[1], heads), bias)));
    }
}
