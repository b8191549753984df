namespace Foldline.Torch.Nn;

/// <summary>Layer normalisation over the last dimension (Ba et al. 2016).</summary>
public sealed class LayerNorm : Layer
{
    private readonly long size;
    private readonly double eps;

    /// <summary>Makes the layer.</summary>
    /// <param name="size">Length of the last dimension.</param>
    /// <param name="eps">Added to the variance.</param>
    public LayerNorm(long size, double eps = 1e-5)
    {
        this.size = size;
        this.eps = eps;
        Weight = Parameter("weight", Aten.Ones([size]));
        Bias = Parameter("bias", Aten.Zeros([size]));
    }

    /// <summary>[size].</summary>
    public Tensor Weight { get; }

    /// <summary>[size].</summary>
    public Tensor Bias { get; }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input)
    {
        if (input.DType == Weight.DType)
            return input.LayerNorm([size], Weight, Bias, eps);

        // Under autocast, as on CUDA: the CPU has no kernel for 16-bit values and 32-bit weights.
        using var wide = input.To(Weight.DType);
        return wide.LayerNorm([size], Weight, Bias, eps);
    }

    /// <inheritdoc/>
    protected override void ResetParameters(TorchGenerator generator)
    {
        Init.Constant(Weight, 1);
        Init.Constant(Bias, 0);
    }
}
