using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Levits;

/// <summary>An attention that shrinks the features, and a feed-forward branch.</summary>
internal sealed class LevitDownsample : Layer
{
    private const int ValueRatio = 4;
    private readonly LevitAttention attention;
    private readonly Layer feedForward;
    private readonly Layer dropPath;

    public LevitDownsample(LevitParts parts, int inChannels, int outChannels, Size2 grid, double dropPath)
    {
        var shape = new LevitAttentionShape(inChannels, outChannels, inChannels / parts.Settings.KeySize, ValueRatio);
        attention = Register("attn_downsample", new LevitAttention(parts, shape, grid, stride: 2));
        feedForward = Register("mlp", new LevitMlp(parts, outChannels));
        this.dropPath = Register("drop_path", new DropPath(dropPath));
    }

    /// <summary>Rows and columns of the output.</summary>
    public Size2 OutGrid => attention.OutGrid;

    public override Tensor Forward(Tensor input)
    {
        using var attended = attention.Forward(input);
        return feedForward.Forward(attended).Then(dropPath).PlusTokens(attended);
    }
}
