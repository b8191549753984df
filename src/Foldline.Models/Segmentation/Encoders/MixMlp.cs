using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Encoders;

/// <summary>A perceptron of four times the channels with a depthwise convolution in the middle, which tells places apart (Xie et al. 2021).</summary>
internal sealed class MixMlp : Module
{
    private const int Expansion = 4;
    private readonly Linear fc1;
    private readonly Conv2d depthwise;
    private readonly Activation act;
    private readonly Linear fc2;

    public MixMlp(int channels)
    {
        var hidden = channels * Expansion;
        depthwise = new Conv2d(hidden, hidden, 3, new Conv2dOptions { Padding = 1, Groups = hidden });
        fc1 = Register("fc1", new Linear(channels, hidden));
        Register("dwconv", new NamedSequence(("dwconv", depthwise)));
        act = Register("act", new Activation(ActivationKind.Gelu));
        fc2 = Register("fc2", new Linear(hidden, channels));
    }

    /// <param name="tokens">[N, height · width, C].</param>
    /// <param name="height">Height of the tokens' map.</param>
    /// <param name="width">Width of the tokens' map.</param>
    public Tensor Forward(Tensor tokens, long height, long width)
    {
        using var scope = new TensorScope();
        return scope.Keep(Filtered(tokens, height, width).Then(act).Then(fc2));
    }

    // Every large tensor is freed as soon as the next stands.
    private Tensor Filtered(Tensor tokens, long height, long width)
    {
        using var hidden = fc1.Forward(tokens);
        using var filtered = TokenMap.Make(hidden, height, width).Then(depthwise);
        return TokenMap.Tokens(filtered);
    }
}
