using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MetaFormers;

/// <summary>A mixer of places and a network of two layers, each with a norm before it and a shortcut.</summary>
internal sealed class MetaFormerBlock : Layer
{
    private const double GroupNormEpsilon = 1e-5;
    private readonly Layer norm1;
    private readonly Layer mixer;
    private readonly DropPath dropPath1;
    private readonly Layer layerScale1;
    private readonly Layer shortcutScale1;
    private readonly Layer norm2;
    private readonly MetaFormerMlp mlp;
    private readonly DropPath dropPath2;
    private readonly Layer layerScale2;
    private readonly Layer shortcutScale2;

    public MetaFormerBlock(MetaFormerSettings settings, int stage, double dropRate)
    {
        var channels = settings.Widths[stage];
        var kind = settings.MixerOf(stage);
        var isMap = kind != TokenMixerKind.Attention;
        double? layerScale = settings.IsFirstVersion ? settings.LayerScale : null;
        double? shortcutScale = settings.IsFirstVersion || stage < 2 ? null : 1;
        norm1 = Register("norm1", Norm(settings, kind, channels));
        mixer = Register("token_mixer", Mixer(kind, channels));
        dropPath1 = Register("drop_path1", new DropPath(dropRate));
        layerScale1 = Register("layer_scale1", Scale(channels, layerScale, isMap));
        shortcutScale1 = Register("res_scale1", Scale(channels, shortcutScale, isMap));
        norm2 = Register("norm2", Norm(settings, kind, channels));
        mlp = Register("mlp", new MetaFormerMlp(channels, settings.IsFirstVersion ? new Activation(ActivationKind.Gelu) : new StarRelu(), settings.IsFirstVersion, isMap));
        dropPath2 = Register("drop_path2", new DropPath(dropRate));
        layerScale2 = Register("layer_scale2", Scale(channels, layerScale, isMap));
        shortcutScale2 = Register("res_scale2", Scale(channels, shortcutScale, isMap));
    }

    public override Tensor Forward(Tensor input)
    {
        var x = norm1.Forward(input).Then(mixer).Then(dropPath1).Then(layerScale1).PlusShortcut(shortcutScale1.Forward(input), input);
        var branch = norm2.Forward(x).Then(mlp).Then(dropPath2).Then(layerScale2);
        return branch.PlusShortcut(x.Then(shortcutScale2), input);
    }

    private static Layer Norm(MetaFormerSettings settings, TokenMixerKind kind, int channels)
    {
        if (settings.IsFirstVersion)
            return new GroupNorm(1, channels, GroupNormEpsilon);
        return new ScaleOnlyNorm(channels, kind switch
        {
            TokenMixerKind.Pooling => NormScope.Sample,
            TokenMixerKind.Convolution => NormScope.Place,
            _ => NormScope.Token,
        });
    }

    private static Layer Mixer(TokenMixerKind kind, int channels) => kind switch
    {
        TokenMixerKind.Pooling => new PoolingMixer(),
        TokenMixerKind.Convolution => new ConvolutionMixer(channels),
        _ => new AttentionMixer(channels),
    };

    private static Layer Scale(int channels, double? initial, bool isMap) =>
        initial is { } value ? new ChannelScale(channels, value, isMap) : new Identity();
}
