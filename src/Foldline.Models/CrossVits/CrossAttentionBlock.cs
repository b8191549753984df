using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.CrossVits;

/// <summary>A class token, the first, that attends to another branch's patches: [N, 1 + patches, C] → [N, 1, C].</summary>
internal sealed class CrossAttentionBlock : Layer
{
    private readonly LayerNorm norm1;
    private readonly ClassAttention attention;
    private readonly DropPath dropPath;

    public CrossAttentionBlock(int channels, int heads, double dropRate)
    {
        norm1 = Register("norm1", new LayerNorm(channels, CrossVit.Epsilon));
        attention = Register("attn", new ClassAttention(channels, heads, "w"));
        dropPath = Register("drop_path", new DropPath(dropRate));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        return scope.Keep(input.Narrow(1, 0, 1) + norm1.Forward(input).Then(attention).Then(dropPath));
    }
}
