using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientFormers;

/// <summary>Two 1×1 convolutions, each with batch normalisation.</summary>
internal sealed class NormedConvMlp : Layer
{
    private readonly Conv2d fc1;
    private readonly BatchNorm2d norm1;
    private readonly Activation act;
    private readonly Conv2d fc2;
    private readonly BatchNorm2d norm2;

    public NormedConvMlp(int channels, int hidden)
    {
        fc1 = Register("fc1", new Conv2d(channels, hidden, 1));
        norm1 = Register("norm1", new BatchNorm2d(hidden));
        act = Register("act", new Activation(ActivationKind.Gelu));
        fc2 = Register("fc2", new Conv2d(hidden, channels, 1));
        norm2 = Register("norm2", new BatchNorm2d(channels));
    }

    public override Tensor Forward(Tensor input) => fc1.Forward(input).Then(norm1).Then(act).Then(fc2).Then(norm2);
}
