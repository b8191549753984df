namespace Foldline.Torch.Nn;

/// <summary>[N, …] → [N, product of the rest].</summary>
public sealed class Flatten : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => input.Flatten(1);
}
