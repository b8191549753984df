using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.GcVits;

/// <summary>Attention within windows and two dense layers, each with a norm before it and a shortcut: [N, H, W, C] → the same.</summary>
internal sealed class GcVitBlock : Module
{
    private const double Epsilon = 1e-5;
    private readonly Size2 window;
    private readonly LayerNorm norm1;
    private readonly WindowAttention attention;
    private readonly Layer scale1;
    private readonly DropPath dropPath;
    private readonly LayerNorm norm2;
    private readonly Mlp mlp;
    private readonly Layer scale2;

    public GcVitBlock(GcVitSettings settings, (int Channels, int Heads) size, Size2 window, (bool SharesQueries, double DropRate) kind)
    {
        this.window = window;
        var channels = size.Channels;
        norm1 = Register("norm1", new LayerNorm(channels, Epsilon));
        attention = Register("attn", new WindowAttention(channels, size.Heads, window, kind.SharesQueries));
        scale1 = Register("ls1", LayerScale.Of(channels, settings.LayerScale));
        dropPath = Register("drop_path", new DropPath(kind.DropRate));
        norm2 = Register("norm2", new LayerNorm(channels, Epsilon));
        mlp = Register("mlp", new Mlp(channels, settings.MlpRatio * channels));
        scale2 = Register("ls2", LayerScale.Of(channels, settings.LayerScale));
    }

    /// <summary>Runs the block.</summary>
    /// <param name="map">[N, H, W, C].</param>
    /// <param name="queries">[N, tokens of a window, C].</param>
    public Tensor Forward(Tensor map, Tensor queries)
    {
        using var scope = new TensorScope();
        var attended = attention.Forward(Windows.Partition(norm1.Forward(map), window), queries);
        var merged = Windows.Merge(attended, window, new Size2(map.Size(1), map.Size(2)));
        var x = merged.Then(scale1).Then(dropPath).PlusShortcut(map, map);
        return scope.Keep(norm2.Forward(x).Then(mlp).Then(scale2).Then(dropPath).PlusShortcut(x, map));
    }
}
