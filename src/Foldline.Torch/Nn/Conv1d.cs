namespace Foldline.Torch.Nn;

/// <summary>One-dimensional convolution: [N, in, L] → [N, out, L'].</summary>
public sealed class Conv1d : Layer
{
    private readonly long[] stride;
    private readonly long[] padding;

    /// <summary>Makes the layer.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="kernelSize">Length of the kernel.</param>
    /// <param name="stride">Step of the kernel.</param>
    /// <param name="padding">Zeros added on both sides.</param>
    public Conv1d(long inChannels, long outChannels, long kernelSize, long stride = 1, long padding = 0)
    {
        this.stride = [stride];
        this.padding = [padding];
        Weight = Parameter("weight", Aten.Empty([outChannels, inChannels, kernelSize]));
        Bias = Parameter("bias", Aten.Empty([outChannels]));
    }

    /// <summary>[out, in, kernel length].</summary>
    public Tensor Weight { get; }

    /// <summary>[out].</summary>
    public Tensor Bias { get; }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => Aten.Conv1d(input, Weight, Bias, stride, padding);

    /// <inheritdoc/>
    protected override void ResetParameters(TorchGenerator generator)
    {
        Init.KaimingUniform(Weight, generator, slope: Math.Sqrt(5));
        var bound = 1 / Math.Sqrt(Init.Fans(Weight).FanIn);
        Init.Uniform(Bias, generator, -bound, bound);
    }
}
