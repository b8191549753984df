using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MlpMixers;

/// <summary>One branch that mixes channels and, by its gate, tokens.</summary>
internal sealed class SpatialGatingBlock : Layer
{
    private const double Epsilon = 1e-6;
    private readonly Layer norm;
    private readonly Layer mix;
    private readonly Layer dropPath;

    public SpatialGatingBlock(MlpMixerSettings settings, int tokens, double dropPath)
    {
        norm = Register("norm", new LayerNorm(settings.Width, Epsilon));
        mix = Register("mlp_channels", new GatedMlp(settings.Width, (int)(settings.Width * settings.ChannelRatio), tokens));
        this.dropPath = Register("drop_path", new DropPath(dropPath));
    }

    public override Tensor Forward(Tensor input) => norm.Forward(input).Then(mix).Then(dropPath).PlusTokens(input);
}
