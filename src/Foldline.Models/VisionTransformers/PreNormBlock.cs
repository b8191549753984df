using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.VisionTransformers;

/// <summary>Attention and feed-forward branches, each behind a norm.</summary>
internal sealed class PreNormBlock : Layer
{
    private readonly Layer norm1;
    private readonly Layer attention;
    private readonly Layer scale1;
    private readonly Layer norm2;
    private readonly Layer feedForward;
    private readonly Layer scale2;
    private readonly Layer dropPath;

    public PreNormBlock(VisionTransformerParts parts, int index, double dropPath)
    {
        norm1 = Register("norm1", parts.Norm());
        attention = Register("attn", parts.Attention(index));
        scale1 = Register("ls1", parts.Scale());
        norm2 = Register("norm2", parts.Norm());
        feedForward = Register("mlp", parts.FeedForward());
        scale2 = Register("ls2", parts.Scale());
        this.dropPath = Register("drop_path", new DropPath(dropPath));
    }

    public override Tensor Forward(Tensor input)
    {
        using var attended = norm1.Forward(input).Then(attention).Then(scale1).Then(dropPath).PlusTokens(input);
        return norm2.Forward(attended).Then(feedForward).Then(scale2).Then(dropPath).PlusTokens(attended);
    }
}
