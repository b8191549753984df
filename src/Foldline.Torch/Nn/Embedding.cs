namespace Foldline.Torch.Nn;

/// <summary>A table of vectors: indices [...] → […, size].</summary>
public sealed class Embedding : Layer
{
    private readonly Tensor weight;

    /// <summary>Makes the layer.</summary>
    /// <param name="count">Number of vectors.</param>
    /// <param name="size">Length of a vector.</param>
    public Embedding(long count, long size) => weight = Parameter("weight", Aten.Empty([count, size]));

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => Aten.Embedding(weight, input);

    /// <inheritdoc/>
    protected override void ResetParameters(TorchGenerator generator) => Init.Normal(weight, generator);
}
