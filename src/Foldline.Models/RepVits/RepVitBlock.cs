using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.RepVits;

/// <summary>A mixer of places, in every other block squeeze-and-excitation, and a mixer of channels with a shortcut.</summary>
internal sealed class RepVitBlock : Layer
{
    private const double ExciteRatio = 0.25;
    private readonly BranchedDepthwise tokenMixer;
    private readonly Layer excite;
    private readonly RepVitMlp channelMixer;

    public RepVitBlock(int channels, bool excites, bool legacy)
    {
        tokenMixer = Register("token_mixer", new BranchedDepthwise(channels, legacy));
        excite = Register<Layer>("se", excites ? new SqueezeExcite(channels, ExciteRatio) : new Identity());
        channelMixer = Register("channel_mixer", new RepVitMlp(channels));
    }

    public override Tensor Forward(Tensor input)
    {
        var x = tokenMixer.Forward(input).Then(excite);
        return channelMixer.Forward(x).PlusShortcut(x, input);
    }
}
