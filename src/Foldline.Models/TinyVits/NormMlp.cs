using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.TinyVits;

/// <summary>A norm and two linear layers.</summary>
internal sealed class NormMlp : Layer
{
    private const int Expansion = 4;
    private readonly LayerNorm norm;
    private readonly Linear fc1;
    private readonly Activation act;
    private readonly Linear fc2;

    public NormMlp(int channels)
    {
        norm = Register("norm", new LayerNorm(channels));
        fc1 = Register("fc1", new Linear(channels, Expansion * channels));
        act = Register("act", new Activation(ActivationKind.Gelu));
        fc2 = Register("fc2", new Linear(Expansion * channels, channels));
    }

    public override Tensor Forward(Tensor input) => norm.Forward(input).Then(fc1).Then(act).Then(fc2);
}
