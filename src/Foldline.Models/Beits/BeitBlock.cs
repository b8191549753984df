using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Beits;

/// <summary>Attention and feed-forward branches, each behind a norm, with layer scale.</summary>
internal sealed class BeitBlock : ScaledBlock
{
    private const double Epsilon = 1e-6;
    private const int MlpRatio = 4;
    private readonly double initial;
    private readonly Tensor scale1;
    private readonly Tensor scale2;
    private readonly Layer norm1;
    private readonly BeitAttention attention;
    private readonly Layer norm2;
    private readonly Mlp feedForward;
    private readonly Layer dropPath;

    public BeitBlock(BeitSettings settings, Size2 grid, double dropPath)
    {
        initial = settings.LayerScale;
        scale1 = Parameter("gamma_1", Aten.Empty([settings.Width]));
        scale2 = Parameter("gamma_2", Aten.Empty([settings.Width]));
        norm1 = Register("norm1", new LayerNorm(settings.Width, Epsilon));
        attention = Register("attn", new BeitAttention(settings.Width, settings.Heads, grid));
        norm2 = Register("norm2", new LayerNorm(settings.Width, Epsilon));
        feedForward = Register("mlp", new Mlp(settings.Width, settings.Width * MlpRatio));
        this.dropPath = Register("drop_path", new DropPath(dropPath));
    }

    protected override (Linear Attention, Linear FeedForward) Outputs => (attention.Output, feedForward.Output);

    public override Tensor Forward(Tensor input)
    {
        using var attended = norm1.Forward(input).Then(attention).TimesScale(scale1).Then(dropPath).PlusTokens(input);
        return norm2.Forward(attended).Then(feedForward).TimesScale(scale2).Then(dropPath).PlusTokens(attended);
    }

    protected override void ResetParameters(TorchGenerator generator)
    {
        Init.Constant(scale1, initial);
        Init.Constant(scale2, initial);
    }
}
