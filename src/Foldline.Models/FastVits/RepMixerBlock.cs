using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.FastVits;

/// <summary>A convolutional mixer of places and a network of two layers.</summary>
internal sealed class RepMixerBlock : Layer
{
    private readonly RepMixer mixer;
    private readonly FastVitMlp mlp;
    private readonly ChannelGamma scale;
    private readonly DropPath dropPath;

    public RepMixerBlock(int channels, int hidden, double dropRate)
    {
        mixer = Register("token_mixer", new RepMixer(channels));
        mlp = Register("mlp", new FastVitMlp(channels, hidden));
        scale = Register("layer_scale", new ChannelGamma(channels));
        dropPath = Register("drop_path", new DropPath(dropRate));
    }

    public override Tensor Forward(Tensor input)
    {
        var x = mixer.Forward(input);
        return mlp.Forward(x).Then(scale).Then(dropPath).PlusShortcut(x, input);
    }
}
