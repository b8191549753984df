using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Levits;

/// <summary>Attention and feed-forward branches.</summary>
internal sealed class LevitBlock : Layer
{
    private const int ValueRatio = 2;
    private readonly Layer attention;
    private readonly Layer feedForward;
    private readonly Layer dropPath;

    public LevitBlock(LevitParts parts, int channels, int heads, Size2 grid, double dropPath)
    {
        attention = Register("attn", new LevitAttention(parts, new LevitAttentionShape(channels, channels, heads, ValueRatio), grid));
        feedForward = Register("mlp", new LevitMlp(parts, channels));
        this.dropPath = Register("drop_path", new DropPath(dropPath));
    }

    public override Tensor Forward(Tensor input)
    {
        using var attended = attention.Forward(input).Then(dropPath).PlusTokens(input);
        return feedForward.Forward(attended).Then(dropPath).PlusTokens(attended);
    }
}
