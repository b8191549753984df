namespace Foldline.Torch.Nn;

/// <summary>Zeroes whole channels of [N, C, H, W] with probability p while training and scales the rest by 1/(1-p) (Tompson et al. 2015).</summary>
/// <param name="p">Probability, in [0, 1).</param>
public sealed class Dropout2d(double p) : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => Training && p > 0 ? input.FeatureDropout(p, train: true) : input;
}
