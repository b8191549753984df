namespace Foldline.Torch.Nn;

/// <summary>Group normalisation over [N, C, …] (Wu and He 2018).</summary>
public class GroupNorm : Layer
{
    private readonly long groups;
    private readonly double eps;
    private readonly Tensor weight;
    private readonly Tensor bias;

    /// <summary>Makes the layer.</summary>
    /// <param name="groups">Groups of channels.</param>
    /// <param name="channels">Channels, a multiple of the groups.</param>
    /// <param name="eps">Added to the variance.</param>
    public GroupNorm(long groups, long channels, double eps = 1e-5)
    {
        this.groups = groups;
        this.eps = eps;
        weight = Parameter("weight", Aten.Ones([channels]));
        bias = Parameter("bias", Aten.Zeros([channels]));
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input)
    {
        if (input.DType == weight.DType)
            return input.GroupNorm(groups, weight, bias, eps);

        // Under autocast, as on CUDA: the CPU has no kernel for 16-bit values and 32-bit weights.
        using var wide = input.To(weight.DType);
        return wide.GroupNorm(groups, weight, bias, eps);
    }

    /// <inheritdoc/>
    protected override void ResetParameters(TorchGenerator generator)
    {
        Init.Constant(weight, 1);
        Init.Constant(bias, 0);
    }
}
