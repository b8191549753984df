using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.RepVits;

/// <summary>Two 1×1 convolutions with twice the channels between them.</summary>
internal sealed class RepVitMlp : Layer
{
    private const int Expansion = 2;
    private readonly ConvNorm conv1;
    private readonly Activation act;
    private readonly ConvNorm conv2;

    public RepVitMlp(int channels)
    {
        conv1 = Register("conv1", new ConvNorm(channels, Expansion * channels, name: "c"));
        act = Register("act", new Activation(ActivationKind.Gelu));
        conv2 = Register("conv2", new ConvNorm(Expansion * channels, channels, initial: 0, name: "c"));
    }

    public override Tensor Forward(Tensor input) => conv1.Forward(input).Then(act).Then(conv2);
}
