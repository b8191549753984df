using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Visformers;

/// <summary>Two 1×1 convolutions; in the first stage a grouped 3×3 between them.</summary>
internal sealed class SpatialMlp : Layer
{
    private const int Groups = 8;
    private readonly Conv2d conv1;
    private readonly Conv2d? conv2;
    private readonly Conv2d conv3;
    private readonly Activation act;

    public SpatialMlp(int channels, bool isSpatial)
    {
        var hidden = (isSpatial ? 2 : 4) * channels;
        var options = new Conv2dOptions { Bias = false };
        conv1 = Register("conv1", new Conv2d(channels, hidden, 1, options));
        conv2 = isSpatial ? Register("conv2", new Conv2d(hidden, hidden, 3, options with { Padding = 1, Groups = Groups })) : null;
        conv3 = Register("conv3", new Conv2d(hidden, channels, 1, options));
        act = Register("act", new Activation(ActivationKind.Gelu));
    }

    public override Tensor Forward(Tensor input)
    {
        var hidden = conv1.Forward(input).Then(act);
        if (conv2 is not null)
            hidden = hidden.Then(conv2).Then(act);
        return hidden.Then(conv3);
    }
}
