namespace Foldline.Torch.Nn;

/// <summary>x · weightᵀ + bias over the last dimension: […, in] → […, out].</summary>
public sealed class Linear : Layer, IScalable
{
    /// <summary>Makes the layer.</summary>
    /// <param name="inFeatures">Length of the input's last dimension.</param>
    /// <param name="outFeatures">Length of the output's last dimension.</param>
    /// <param name="bias">Whether a bias is added.</param>
    public Linear(long inFeatures, long outFeatures, bool bias = true)
    {
        Weight = Parameter("weight", Aten.Empty([outFeatures, inFeatures]));
        Bias = bias ? Parameter("bias", Aten.Empty([outFeatures])) : null;
    }

    /// <summary>[out, in].</summary>
    public Tensor Weight { get; }

    /// <summary>[out], or null.</summary>
    public Tensor? Bias { get; private set; }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => input.Linear(Weight, Bias);

    /// <inheritdoc/>
    void IScalable.ScaleAndShift(Tensor scale, Tensor shift)
    {
        using var noGrad = GradMode.NoGrad();
        using var scope = new TensorScope();
        Weight.MulInPlace(scale.View([-1, 1]));
        if (Bias is null)
            Bias = Parameter("bias", shift.Clone());
        else
            Bias.MulInPlace(scale).AddInPlace(shift);
    }

    /// <inheritdoc/>
    protected override void ResetParameters(TorchGenerator generator)
    {
        Init.KaimingUniform(Weight, generator, slope: Math.Sqrt(5));
        if (Bias is null)
            return;
        var bound = 1 / Math.Sqrt(Weight.Size(1));
        Init.Uniform(Bias, generator, -bound, bound);
    }
}
