using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.NfNets;

/// <summary>An activation and a factor.</summary>
internal sealed class ScaledActivation(ActivationKind kind, double factor, bool inPlace) : Layer
{
    private readonly Activation act = new(kind, inPlace);

    public override Tensor Forward(Tensor input)
    {
        var output = act.Forward(input);
        if (factor == 1)
            return output;

        // The gradient of ReLU needs its output unchanged.
        if (kind != ActivationKind.Relu)
            return output.MulInPlace(factor);
        var scaled = output * factor;
        if (!ReferenceEquals(output, input))
            output.Dispose();
        return scaled;
    }
}
