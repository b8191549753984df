using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Gated linear layers with SiLU (Shazeer 2020), gate and values by a layer each; timm's <c>SwiGLU</c>.</summary>
internal sealed class SwiGlu : FeedForward
{
    private readonly Linear gate;
    private readonly Linear expand;
    private readonly Activation act;
    private readonly Layer norm;

    /// <param name="channels">Channels of input and output.</param>
    /// <param name="hidden">Channels between the layers.</param>
    /// <param name="norm">Makes the norm before the last layer.</param>
    /// <param name="bias">Whether the layers have biases.</param>
    public SwiGlu(int channels, int hidden, Func<int, Layer>? norm = null, bool bias = true)
    {
        gate = Register("fc1_g", new Linear(channels, hidden, bias));
        expand = Register("fc1_x", new Linear(channels, hidden, bias));
        act = Register("act", new Activation(ActivationKind.Silu));
        this.norm = Register("norm", norm?.Invoke(hidden) ?? new Identity());
        Output = Register("fc2", new Linear(hidden, channels, bias));
    }

    public override Linear Output { get; }

    /// <summary>Starts with a gate that is nearly the same whatever the input, as timm's networks that ask for it.</summary>
    public void ResetGate(TorchGenerator generator)
    {
        Init.Normal(gate.Weight, generator, 0, 1e-6);
        if (gate.Bias is not null)
            Init.Constant(gate.Bias, 1);
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var gated = act.Forward(gate.Forward(input)) * expand.Forward(input);
        return scope.Keep(Output.Forward(norm.Forward(gated)));
    }
}
