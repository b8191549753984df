namespace Foldline.Torch.Nn;

/// <summary>Stochastic depth (Huang et al. 2016): while training, zeroes whole samples of a residual branch with probability p.</summary>
/// <param name="p">Probability, in [0, 1).</param>
/// <param name="scaleByKeep">Whether kept samples are divided by 1-p.</param>
public sealed class DropPath(double p, bool scaleByKeep = true) : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input)
    {
        if (!Training || p <= 0)
            return input;
        using var scope = new TensorScope();
        var shape = new long[input.Rank];
        Array.Fill(shape, 1);
        shape[0] = input.Size(0);
        var mask = Aten.Empty(shape, dtype: input.DType, device: input.Device).BernoulliInPlace(1 - p);
        if (scaleByKeep)
            mask.DivInPlace(1 - p);
        return scope.Keep(input * mask);
    }
}
