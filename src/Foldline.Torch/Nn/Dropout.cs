namespace Foldline.Torch.Nn;

/// <summary>Zeroes elements with probability p while training and scales the rest by 1/(1-p) (Srivastava et al. 2014).</summary>
/// <param name="p">Probability, in [0, 1).</param>
public sealed class Dropout(double p) : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => Training && p > 0 ? input.Dropout(p, train: true) : input;
}
