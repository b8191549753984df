namespace Foldline.Torch.Nn;

/// <summary>Layer normalisation over the last dimension (Ba et al. 2016).</summary>
public sealed class LayerNorm : Layer
{
    private readonly long size;
    private readonly double eps;
    private readonly Tensor weight;
    private readonly Tensor bias;

    /// <summary>Makes the layer.</summary>
    /// <param name="size">Length of the last dimension.</param>
    /// <param name="eps">Added to the variance.</param>
    public LayerNorm(long size, double eps = 1e-5)
    {
        this.size = size;
        this.eps = eps;
        weight = Parameter("weight", Aten.Ones([size]));
        bias = Parameter("bias", Aten.Zeros([size]));
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => input.LayerNorm([size], weight, bias, eps);

    /// <inheritdoc/>
    protected override void ResetParameters(TorchGenerator generator)
    {
        Init.Constant(weight, 1);
        Init.Constant(bias, 0);
    }
}
