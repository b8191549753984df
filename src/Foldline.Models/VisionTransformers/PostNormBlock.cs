using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.VisionTransformers;

/// <summary>Attention and feed-forward branches, each followed by a norm whose weight starts at the layer scale.</summary>
internal sealed class PostNormBlock : Layer
{
    private readonly double? initial;
    private readonly Layer attention;
    private readonly Layer norm1;
    private readonly Layer feedForward;
    private readonly Layer norm2;
    private readonly Layer dropPath;

    public PostNormBlock(VisionTransformerParts parts, int index, double dropPath)
    {
        initial = parts.Settings.LayerScale;
        attention = Register("attn", parts.Attention(index));
        norm1 = Register("norm1", parts.Norm());
        feedForward = Register("mlp", parts.FeedForward());
        norm2 = Register("norm2", parts.Norm());
        this.dropPath = Register("drop_path", new DropPath(dropPath));
    }

    public override Tensor Forward(Tensor input)
    {
        using var attended = attention.Forward(input).Then(norm1).Then(dropPath).PlusTokens(input);
        return feedForward.Forward(attended).Then(norm2).Then(dropPath).PlusTokens(attended);
    }

    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        if (initial is not { } value)
            return;
        foreach (var norm in new[] { norm1, norm2 }.OfType<LayerNorm>())
            Init.Constant(norm.Weight, value);
    }
}
