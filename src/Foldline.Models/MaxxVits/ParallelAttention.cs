using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MaxxVits;

/// <summary>Attention in windows and in grids side by side, half of the channels each, then a network of two layers: [N, H, W, C] → the same.</summary>
internal sealed class ParallelAttention : Layer
{
    private readonly Size2 size;
    private readonly LayerNorm norm1;
    private readonly TokenAttention windowAttention;
    private readonly TokenAttention gridAttention;
    private readonly Layer scale1;
    private readonly Layer dropPath1;
    private readonly LayerNorm norm2;
    private readonly Mlp mlp;
    private readonly Layer scale2;
    private readonly Layer dropPath2;

    public ParallelAttention(MaxxParts parts, int channels, double dropPath)
    {
        var settings = parts.Transformer;
        size = parts.Window;
        norm1 = Register("norm1", new LayerNorm(channels, settings.Epsilon));
        windowAttention = Register("attn_block", new TokenAttention(parts, channels, channels / 2));
        gridAttention = Register("attn_grid", new TokenAttention(parts, channels, channels / 2));
        scale1 = Register("ls1", LayerScale.Of(channels, settings.LayerScale));
        dropPath1 = Register("drop_path1", new DropPath(dropPath));
        norm2 = Register("norm2", new LayerNorm(channels, settings.Epsilon));
        mlp = Register("mlp", new Mlp(channels, MaxxParts.Expansion * channels, settings.Activation));
        scale2 = Register("ls2", LayerScale.Of(channels, settings.LayerScale));
        dropPath2 = Register("drop_path2", new DropPath(dropPath));
    }

    public override Tensor Forward(Tensor input)
    {
        var x = Attend(input).Then(scale1).Then(dropPath1).PlusShortcut(input, input);
        return norm2.Forward(x).Then(mlp).Then(scale2).Then(dropPath2).PlusShortcut(x, input);
    }

    private Tensor Attend(Tensor input)
    {
        using var scope = new TensorScope();
        var normed = norm1.Forward(input);
        return scope.Keep(Aten.Cat(
            [
                Partitions.Attend(normed, PartitionKind.Window, size, windowAttention),
                Partitions.Attend(normed, PartitionKind.Grid, size, gridAttention),
            ],
            dim: -1));
    }
}
