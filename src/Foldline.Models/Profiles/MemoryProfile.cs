namespace Foldline.Models.Profiles;

/// <summary>Memory of a model in single precision, as measured while it ran.</summary>
/// <param name="Weights">Bytes of parameters and buffers.</param>
/// <param name="Inference">Bytes at once, beyond the weights and the images, while a batch is predicted.</param>
/// <param name="Activations">Bytes that a training step keeps between forward and backward.</param>
public sealed record MemoryProfile(long Weights, long Inference, long Activations)
{
    private const int Copies = 4;

    /// <summary>Bytes of a training step with Adam: weights, gradients, two moments, activations.</summary>
    public long Training => (Copies * Weights) + Activations;
}
