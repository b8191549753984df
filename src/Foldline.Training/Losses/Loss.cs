using Foldline.Torch;

namespace Foldline.Training.Losses;

/// <summary>What a training makes small: a number from a network's output and the targets.</summary>
public abstract class Loss : IDisposable
{
    /// <summary>Name in recipes and logs, such as <c>cross_entropy</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Computes the loss of a batch; gradients flow back to the output.</summary>
    /// <param name="output">What the network gives, [N, C] or [N, C, …]. Half precision is widened to float32 first.</param>
    /// <param name="target">What is true; its shape and type depend on the loss.</param>
    /// <returns>A tensor of no dimensions, unless the loss was told not to reduce.</returns>
    public abstract Tensor Compute(Tensor output, Tensor target);

    /// <summary>Frees the loss's own tensors.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the loss's own tensors.</summary>
    /// <param name="disposing">False when called by a finalizer; the tensors then free themselves.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
