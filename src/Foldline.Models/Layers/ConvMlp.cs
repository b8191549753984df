using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Two 1×1 convolutions, a norm and an activation between them: [N, C, H, W] → [N, out, H, W]; timm's <c>ConvMlp</c>.</summary>
internal sealed class ConvMlp : Layer
{
    private readonly Conv2d fc1;
    private readonly Layer norm;
    private readonly Layer act;
    private readonly Layer drop;
    private readonly Conv2d fc2;

    /// <param name="channels">Channels of the input, between the convolutions and of the output.</param>
    /// <param name="activation">After the norm.</param>
    /// <param name="norm">After the first convolution; none when left out.</param>
    /// <param name="dropRate">Probability of dropout before the second convolution.</param>
    /// <param name="bias">Biases of the two convolutions.</param>
    public ConvMlp(
        (int In, int Hidden, int Out) channels,
        ActivationKind activation = ActivationKind.Relu,
        Layer? norm = null,
        double dropRate = 0,
        (bool First, bool Second)? bias = null)
    {
        var (first, second) = bias ?? (true, true);
        fc1 = Register("fc1", new Conv2d(channels.In, channels.Hidden, 1, new Conv2dOptions { Bias = first }));
        this.norm = Register("norm", norm ?? new Identity());
        act = Register("act", new Activation(activation));
        drop = Register("drop", new Dropout(dropRate));
        fc2 = Register("fc2", new Conv2d(channels.Hidden, channels.Out, 1, new Conv2dOptions { Bias = second }));
    }

    public override Tensor Forward(Tensor input) => fc1.Forward(input).Then(norm).Then(act).Then(drop).Then(fc2);
}
