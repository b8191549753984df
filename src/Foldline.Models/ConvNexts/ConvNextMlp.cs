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

    /// <param name="channels">Channels of the input and the output.</param>
    /// <param name="activation">Activation.</param>
    /// <param name="isConv">1×1 convolutions of [N, C, H, W] instead of linear layers on [N, H, W, C].</param>
    /// <param name="hasResponseNorm">Whether there is global response normalisation.</param>
    public ConvNextMlp(int channels, ActivationKind activation, bool isConv = false, bool hasResponseNorm = false)
    {
        var hidden = Ratio * channels;
        fc1 = Register("fc1", Dense(channels, hidden, isConv));
        act = Register("act", new Activation(activation));
        grn = hasResponseNorm ? Register("grn", new GlobalResponseNorm(hidden, channelsAtEnd: !isConv)) : new Identity();
        fc2 = Register("fc2", Dense(hidden, channels, isConv));
    }

    public override Tensor Forward(Tensor input) => fc1.Forward(input).Then(act).Then(grn).Then(fc2);

    private static Layer Dense(int inputs, int outputs, bool isConv) => isConv ? new Conv2d(inputs, outputs, 1) : new Linear(inputs, outputs);
}
