using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientVitMsras;

/// <summary>Two 1×1 convolutions with norms and a ReLU between them; the second norm starts at 0: [N, C, H, W] → the same.</summary>
internal sealed class ChannelMlp : Layer
{
    private const int Expansion = 2;
    private readonly ConvNorm pw1;
    private readonly Activation act;
    private readonly ConvNorm pw2;

    public ChannelMlp(int channels)
    {
        pw1 = Register("pw1", new ConvNorm(channels, Expansion * channels));
        act = Register("act", new Activation(ActivationKind.Relu));
        pw2 = Register("pw2", new ConvNorm(Expansion * channels, channels, initial: 0));
    }

    public override Tensor Forward(Tensor input) => pw1.Forward(input).Then(act).Then(pw2);
}
