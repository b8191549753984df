using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MlpMixers;

/// <summary>Two linear layers with an activation and a spatial gate between them; timm's <c>GatedMlp</c>.</summary>
internal sealed class GatedMlp : FeedForward
{
    private readonly Linear expand;
    private readonly Layer act;
    private readonly Layer gate;

    /// <param name="channels">Channels of input and output.</param>
    /// <param name="hidden">Channels before the gate, which halves them.</param>
    /// <param name="tokens">Number of tokens.</param>
    public GatedMlp(int channels, int hidden, int tokens)
    {
        expand = Register("fc1", new Linear(channels, hidden));
        act = Register("act", new Activation(ActivationKind.Gelu));
        gate = Register("gate", new SpatialGate(hidden / 2, tokens));
        Output = Register("fc2", new Linear(hidden / 2, channels));
    }

    public override Linear Output { get; }

    public override Tensor Forward(Tensor input) => expand.Forward(input).Then(act).Then(gate).Then(Output);
}
