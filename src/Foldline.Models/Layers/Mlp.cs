using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Two linear layers with an activation, and maybe a norm, between them; timm's <c>Mlp</c>.</summary>
internal sealed class Mlp : FeedForward
{
    private readonly Linear expand;
    private readonly Layer act;
    private readonly Layer norm;

    /// <param name="channels">Channels of input and output.</param>
    /// <param name="hidden">Channels between the layers.</param>
    /// <param name="activation">The activation.</param>
    /// <param name="norm">Makes the norm before the second layer.</param>
    /// <param name="bias">Whether the layers have biases.</param>
    public Mlp(int channels, int hidden, ActivationKind activation = ActivationKind.Gelu, Func<int, Layer>? norm = null, bool bias = true)
    {
        expand = Register("fc1", new Linear(channels, hidden, bias));
        act = Register("act", new Activation(activation));
        this.norm = Register("norm", norm?.Invoke(hidden) ?? new Identity());
        Output = Register("fc2", new Linear(hidden, channels, bias));
    }

    public override Linear Output { get; }

    public override Tensor Forward(Tensor input) => expand.Forward(input).Then(act).Then(norm).Then(Output);
}
