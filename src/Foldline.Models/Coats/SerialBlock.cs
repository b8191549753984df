using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Coats;

/// <summary>A block of one scale: position encoding, attention, a network of two layers. [N, 1 + patches, C] → the same.</summary>
internal sealed class SerialBlock : Layer
{
    private readonly ConvPositions positions;
    private readonly LayerNorm norm1;
    private readonly FactorizedAttention attention;
    private readonly DropPath dropPath;
    private readonly LayerNorm norm2;
    private readonly Mlp mlp;

    /// <param name="shape">Channels, and hidden channels of the network for each of them.</param>
    /// <param name="positions">Position encoding, which all blocks of the scale share.</param>
    /// <param name="relative">Relative positions, shared as well.</param>
    /// <param name="dropRate">Probability of dropping a branch while training.</param>
    public SerialBlock((int Channels, int Expansion) shape, ConvPositions positions, ConvRelativePositions relative, double dropRate)
    {
        this.positions = Share("cpe", positions);
        norm1 = Register("norm1", new LayerNorm(shape.Channels, Coat.Epsilon));
        attention = Register("factoratt_crpe", new FactorizedAttention(shape.Channels, relative));
        dropPath = Register("drop_path", new DropPath(dropRate));
        norm2 = Register("norm2", new LayerNorm(shape.Channels, Coat.Epsilon));
        mlp = Register("mlp", new Mlp(shape.Channels, shape.Expansion * shape.Channels));
    }

    public override Tensor Forward(Tensor input)
    {
        var placed = positions.Forward(input);
        var x = norm1.Forward(placed).Then(attention).Then(dropPath).PlusShortcut(placed, input);
        return norm2.Forward(x).Then(mlp).Then(dropPath).PlusShortcut(x, input);
    }
}
