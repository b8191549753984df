namespace Foldline.Torch.Nn;

/// <summary>max(x, 0) + slope · min(x, 0) with a learned slope (He et al. 2015): one for all channels of [N, C, …] or one each.</summary>
public sealed class PRelu : Layer
{
    private readonly Tensor weight;
    private readonly double initial;

    /// <summary>Makes the layer.</summary>
    /// <param name="count">1, or the number of channels.</param>
    /// <param name="initial">Slope at the start.</param>
    public PRelu(long count = 1, double initial = 0.25)
    {
        this.initial = initial;
        weight = Parameter("weight", Aten.Full([count], initial));
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => input.Prelu(weight);

    /// <inheritdoc/>
    protected override void ResetParameters(TorchGenerator generator) => Init.Constant(weight, initial);
}
