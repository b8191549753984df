using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.ConvNexts;

/// <summary>Fourfold expansion, activation, in version 2 global response normalisation, projection.</summary>
internal sealed class ConvNextMlp : Layer
{
    private const int Ratio = 4;
    private readonly Layer fc1;
    private readonly Layer act;
    private readonly Layer grn;
    private readonly Layer fc2;

    public ConvNextMlp(ConvNextSettings settings, int channels)
    {
        var hidden = Ratio * channels;
        fc1 = Register("fc1", Dense(channels, hidden, settings.ConvMlp));
        act = Register("act", new Activation(settings.Activation));
        grn = settings.GlobalResponse ? Register("grn", new GlobalResponseNorm(hidden, channelsAtEnd: !settings.ConvMlp)) : new Identity();
        fc2 = Register("fc2", Dense(hidden, channels, settings.ConvMlp));
    }

    public override Tensor Forward(Tensor input) => fc1.Forward(input).Then(act).Then(grn).Then(fc2);

    private static Layer Dense(int inputs, int outputs, bool isConv) => isConv ? new Conv2d(inputs, outputs, 1) : new Linear(inputs, outputs);
}
