using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MetaFormers;

/// <summary>Two linear layers, as 1×1 convolutions on maps, with four times the channels between them.</summary>
internal sealed class MetaFormerMlp : Layer
{
    private const int Expansion = 4;
    private readonly Layer fc1;
    private readonly Layer act;
    private readonly Layer fc2;

    public MetaFormerMlp(int channels, Layer activation, bool bias, bool isMap)
    {
        fc1 = Register("fc1", Projection(channels, Expansion * channels, bias, isMap));
        act = Register("act", activation);
        fc2 = Register("fc2", Projection(Expansion * channels, channels, bias, isMap));
    }

    public override Tensor Forward(Tensor input) => fc1.Forward(input).Then(act).Then(fc2);

    private static Layer Projection(int inChannels, int outChannels, bool bias, bool isMap) => isMap
        ? new Conv2d(inChannels, outChannels, 1, new Conv2dOptions { Bias = bias })
        : new Linear(inChannels, outChannels, bias);
}
