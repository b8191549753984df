using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MlpMixers;

/// <summary>A feed-forward branch across the tokens, then one across the channels, each behind a norm.</summary>
internal sealed class MixerBlock : Layer
{
    private const double Epsilon = 1e-6;
    private readonly Layer norm1;
    private readonly Layer mixTokens;
    private readonly Layer norm2;
    private readonly Layer mixChannels;
    private readonly Layer dropPath;

    public MixerBlock(MlpMixerSettings settings, int tokens, double dropPath)
    {
        norm1 = Register("norm1", new LayerNorm(settings.Width, Epsilon));
        mixTokens = Register("mlp_tokens", Mix(settings, tokens, settings.TokenRatio));
        norm2 = Register("norm2", new LayerNorm(settings.Width, Epsilon));
        mixChannels = Register("mlp_channels", Mix(settings, settings.Width, settings.ChannelRatio));
        this.dropPath = Register("drop_path", new DropPath(dropPath));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var mixed = mixTokens.Forward(norm1.Forward(input).Transpose(1, 2)).Transpose(1, 2);
        var tokens = input + dropPath.Forward(mixed);
        return scope.Keep(norm2.Forward(tokens).Then(mixChannels).Then(dropPath).PlusTokens(tokens));
    }

    private static FeedForward Mix(MlpMixerSettings settings, int size, double ratio)
    {
        var hidden = (int)(settings.Width * ratio);
        return settings.Block == MixerBlockKind.Gated ? new GluMlp(size, hidden, ActivationKind.Silu) : new Mlp(size, hidden);
    }
}
