using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MlpMixers;

/// <summary>A linear layer across the tokens, then a feed-forward branch across the channels, with layer scale.</summary>
internal sealed class ResMlpBlock : Layer
{
    private readonly double initial;
    private readonly Tensor scale1;
    private readonly Tensor scale2;
    private readonly Layer norm1;
    private readonly Layer mixTokens;
    private readonly Layer norm2;
    private readonly Layer mixChannels;
    private readonly Layer dropPath;

    public ResMlpBlock(MlpMixerSettings settings, int tokens, double dropPath)
    {
        initial = settings.LayerScale;
        scale1 = Parameter("ls1", Aten.Empty([settings.Width]));
        scale2 = Parameter("ls2", Aten.Empty([settings.Width]));
        norm1 = Register("norm1", new ChannelAffine(settings.Width));
        mixTokens = Register("linear_tokens", new Linear(tokens, tokens));
        norm2 = Register("norm2", new ChannelAffine(settings.Width));
        mixChannels = Register("mlp_channels", new Mlp(settings.Width, (int)(settings.Width * settings.ChannelRatio)));
        this.dropPath = Register("drop_path", new DropPath(dropPath));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var mixed = mixTokens.Forward(norm1.Forward(input).Transpose(1, 2)).Transpose(1, 2);
        var tokens = input + dropPath.Forward(scale1 * mixed);
        return scope.Keep(norm2.Forward(tokens).Then(mixChannels).TimesScale(scale2).Then(dropPath).PlusTokens(tokens));
    }

    protected override void ResetParameters(TorchGenerator generator)
    {
        Init.Constant(scale1, initial);
        Init.Constant(scale2, initial);
    }
}
