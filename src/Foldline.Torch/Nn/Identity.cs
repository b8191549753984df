namespace Foldline.Torch.Nn;

/// <summary>Gives its input back.</summary>
public sealed class Identity : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => input;
}
