using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Visformers;

/// <summary>Attention, but in the first stage, and convolutions, each with a norm before it and a shortcut.</summary>
internal sealed class VisformerBlock : Layer
{
    private readonly BatchNorm2d? norm1;
    private readonly VisformerAttention? attention;
    private readonly BatchNorm2d norm2;
    private readonly SpatialMlp mlp;
    private readonly DropPath dropPath;

    public VisformerBlock(int channels, int heads, bool isSpatial, double dropRate)
    {
        dropPath = Register("drop_path", new DropPath(dropRate));
        if (!isSpatial)
        {
            norm1 = Register("norm1", new BatchNorm2d(channels));
            attention = Register("attn", new VisformerAttention(channels, heads));
        }

        norm2 = Register("norm2", new BatchNorm2d(channels));
        mlp = Register("mlp", new SpatialMlp(channels, isSpatial));
    }

    public override Tensor Forward(Tensor input)
    {
        var x = attention is null ? input : norm1!.Forward(input).Then(attention).Then(dropPath).PlusShortcut(input, input);
        return norm2.Forward(x).Then(mlp).Then(dropPath).PlusShortcut(x, input);
    }
}
