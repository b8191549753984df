using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Beits;

/// <summary>A block of attention and feed-forward branches whose last layers start smaller the deeper it lies, as in BEiT.</summary>
internal abstract class ScaledBlock : Layer
{
    private const double Deviation = 0.02;
    private const double ClassifierScale = 0.001;

    /// <summary>The last layers of both branches.</summary>
    protected abstract (Linear Attention, Linear FeedForward) Outputs { get; }

    /// <summary>
    /// Draws, after PyTorch's defaults, all linear layers of a network and its tokens from a normal distribution that is cut off,
    /// without biases, and makes the last layers of the branches smaller by the root of twice their depth and the classifier by a
    /// thousand.
    /// </summary>
    /// <param name="model">The network.</param>
    /// <param name="tokens">Position embeddings and the tokens before the patches.</param>
    /// <param name="classifier">The classifier.</param>
    /// <param name="generator">Draws the weights.</param>
    public static void InitializeAll(Module model, IEnumerable<Tensor> tokens, Layer classifier, TorchGenerator generator)
    {
        using var noGrad = GradMode.NoGrad();
        model.InitializeLinear(generator, Deviation);
        foreach (var token in tokens)
            Init.TruncatedNormal(token, generator, 0, Deviation);
        var depth = 0;
        foreach (var block in model.Modules().Select(entry => entry.Value).OfType<ScaledBlock>())
        {
            var scale = Math.Sqrt(2.0 * ++depth);
            block.Outputs.Attention.Weight.DivInPlace(scale);
            block.Outputs.FeedForward.Weight.DivInPlace(scale);
        }

        if (classifier is Linear last)
            Init.TruncatedNormal(last.Weight, generator, 0, Deviation).MulInPlace(ClassifierScale);
    }
}
