using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Attention and a network of two layers, each with a norm before it and a shortcut; channels are the last dimension.</summary>
internal sealed class TransformerBlock : Layer
{
    private readonly LayerNorm norm1;
    private readonly Layer attention;
    private readonly DropPath dropPath1;
    private readonly LayerNorm norm2;
    private readonly Mlp mlp;
    private readonly DropPath dropPath2;

    /// <param name="attention">Attention, or whatever exchanges between places.</param>
    /// <param name="shape">Channels, hidden channels of the network for each of them, what the norms add to the variance.</param>
    /// <param name="dropRate">Probability of dropping a branch while training.</param>
    public TransformerBlock(Layer attention, (int Channels, int Expansion, double Epsilon) shape, double dropRate)
    {
        norm1 = Register("norm1", new LayerNorm(shape.Channels, shape.Epsilon));
        this.attention = Register("attn", attention);
        dropPath1 = Register("drop_path1", new DropPath(dropRate));
        norm2 = Register("norm2", new LayerNorm(shape.Channels, shape.Epsilon));
        mlp = Register("mlp", new Mlp(shape.Channels, shape.Expansion * shape.Channels));
        dropPath2 = Register("drop_path2", new DropPath(dropRate));
    }

    public override Tensor Forward(Tensor input)
    {
        var x = norm1.Forward(input).Then(attention).Then(dropPath1).PlusShortcut(input, input);
        return norm2.Forward(x).Then(mlp).Then(dropPath2).PlusShortcut(x, input);
    }
}
