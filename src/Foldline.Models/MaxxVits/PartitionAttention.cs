using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MaxxVits;

/// <summary>Attention in windows or grids and a network of two layers, each with a norm before it and a shortcut: [N, H, W, C] → the same.</summary>
internal sealed class PartitionAttention : Layer
{
    private readonly PartitionKind kind;
    private readonly Size2 size;
    private readonly LayerNorm norm1;
    private readonly TokenAttention attention;
    private readonly Layer scale1;
    private readonly Layer dropPath1;
    private readonly LayerNorm norm2;
    private readonly Mlp mlp;
    private readonly Layer scale2;
    private readonly Layer dropPath2;

    public PartitionAttention(MaxxParts parts, PartitionKind kind, int channels, double dropPath)
    {
        var settings = parts.Transformer;
        this.kind = kind;
        size = parts.Window;
        norm1 = Register("norm1", new LayerNorm(channels, settings.Epsilon));
        attention = Register("attn", new TokenAttention(parts, channels, channels));
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
        using var normed = norm1.Forward(input);
        return Partitions.Attend(normed, kind, size, attention);
    }
}
