using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Evas;

/// <summary>Attention and feed-forward branches, each behind its norm or followed by it.</summary>
internal sealed class EvaBlock : Beits.ScaledBlock
{
    private readonly EvaSettings settings;
    private readonly Tensor? scale1;
    private readonly Tensor? scale2;
    private readonly LayerNorm norm1;
    private readonly EvaAttention attention;
    private readonly LayerNorm norm2;
    private readonly FeedForward feedForward;
    private readonly Layer dropPath;

    public EvaBlock(EvaSettings settings, int index, RotaryEmbedding? rotary, double dropPath)
    {
        this.settings = settings;
        attention = new EvaAttention(settings, index, rotary);
        norm1 = new LayerNorm(settings.Width, settings.Epsilon);
        feedForward = MakeFeedForward();
        norm2 = new LayerNorm(settings.Width, settings.Epsilon);
        if (settings is { PostNorm: false, LayerScale: not null })
        {
            scale1 = Parameter("gamma_1", Aten.Empty([settings.Width]));
            scale2 = Parameter("gamma_2", Aten.Empty([settings.Width]));
        }

        (string, Layer)[] layers = settings.PostNorm
            ? [("attn", attention), ("norm1", norm1), ("mlp", feedForward), ("norm2", norm2)]
            : [("norm1", norm1), ("attn", attention), ("norm2", norm2), ("mlp", feedForward)];
        foreach (var (name, layer) in layers)
            Register(name, layer);
        this.dropPath = Register("drop_path", new DropPath(dropPath));
    }

    protected override (Linear Attention, Linear FeedForward) Outputs => (attention.Output, feedForward.Output);

    public override Tensor Forward(Tensor input)
    {
        if (settings.PostNorm)
        {
            using var normed = attention.Forward(input).Then(norm1).Then(dropPath).PlusTokens(input);
            return feedForward.Forward(normed).Then(norm2).Then(dropPath).PlusTokens(normed);
        }

        using var attended = norm1.Forward(input).Then(attention).TimesScale(scale1).Then(dropPath).PlusTokens(input);
        return norm2.Forward(attended).Then(feedForward).TimesScale(scale2).Then(dropPath).PlusTokens(attended);
    }

    protected override void ResetParameters(TorchGenerator generator)
    {
        if (scale1 is null)
            return;
        Init.Constant(scale1, settings.LayerScale!.Value);
        Init.Constant(scale2!, settings.LayerScale.Value);
    }

    private FeedForward MakeFeedForward()
    {
        var hidden = (int)(settings.Width * settings.MlpRatio);
        Func<int, Layer>? norm = settings.FeedForwardNorm ? channels => new LayerNorm(channels, settings.Epsilon) : null;
        if (!settings.SwiGlu)
            return new Mlp(settings.Width, hidden, norm: norm);
        if (norm is null && settings.SwiGluMultiple == 0)
            return new GluMlp(settings.Width, 2 * hidden, ActivationKind.Silu, gateLast: false);
        var multiple = Math.Max(settings.SwiGluMultiple, 1);
        return new SwiGlu(settings.Width, (hidden + multiple - 1) / multiple * multiple, norm);
    }
}
