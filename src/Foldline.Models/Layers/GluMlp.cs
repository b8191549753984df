using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>
/// Two linear layers; the first makes values and their gates in one product (Dauphin et al. 2016, Shazeer 2020). timm's <c>GluMlp</c>.
/// </summary>
internal sealed class GluMlp : FeedForward
{
    private readonly Linear expand;
    private readonly Activation act;
    private readonly bool gateLast;

    /// <param name="channels">Channels of input and output.</param>
    /// <param name="hidden">Channels of values and gates together.</param>
    /// <param name="activation">What makes a gate; SiLU in SwiGLU.</param>
    /// <param name="gateLast">Whether the gates are the second half.</param>
    /// <param name="bias">Whether the layers have biases.</param>
    public GluMlp(int channels, int hidden, ActivationKind activation = ActivationKind.Sigmoid, bool gateLast = true, bool bias = true)
    {
        this.gateLast = gateLast;
        expand = Register("fc1", new Linear(channels, hidden, bias));
        act = Register("act", new Activation(activation, inPlace: false));
        Output = Register("fc2", new Linear(hidden / 2, channels, bias));
    }

    public override Linear Output { get; }

    /// <summary>Starts with the second half near 1 whatever the input, as timm's networks that ask for it.</summary>
    public void ResetGate(TorchGenerator generator)
    {
        using var noGrad = GradMode.NoGrad();
        using var scope = new TensorScope();
        var half = expand.Weight.Size(0) / 2;
        Init.Normal(expand.Weight.Narrow(0, half, half), generator, 0, 1e-6);
        if (expand.Bias is not null)
            Init.Constant(expand.Bias.Narrow(0, half, half), 1);
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var halves = expand.Forward(input).Chunk(2, -1);
        var gated = gateLast ? halves[0] * act.Forward(halves[1]) : act.Forward(halves[0]) * halves[1];
        return scope.Keep(Output.Forward(gated));
    }
}
