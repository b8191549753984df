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
    /// Draws all linear layers of a network from a normal distribution that is cut off, without biases, makes the last layers of the
    /// branches smaller by the root of twice their depth and the classifier by a thousand.
    /// </summary>
    /// <param name="model">The network.</param>
    /// <param name="classifier">Its classifier.</param>
    /// <param name="generator">Draws the weights.</param>
    public static void InitializeAll(Module model, Layer classifier, TorchGenerator generator)
    {
        using var noGrad = GradMode.NoGrad();
        var depth = 0;
        model.InitializeLinear(generator, Deviation);
        foreach (var block in model.Modules().Select(entry => entry.Value).OfType<ScaledBlock>())
        {
            var scale = Math.Sqrt(2.0 * ++depth);
            block.Outputs.Attention.Weight.DivInPlace(scale);
            block.Outputs.FeedForward.Weight.DivInPlace(scale);
        }

        if (classifier is Linear last)
            last.Weight.MulInPlace(ClassifierScale);
    }
}
