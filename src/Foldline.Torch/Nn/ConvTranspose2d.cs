namespace Foldline.Torch.Nn;

/// <summary>Transposed convolution (the gradient of a convolution): [N, in, H, W] → [N, out, H', W'].</summary>
public sealed class ConvTranspose2d : Layer, IScalable
{
    private readonly long groups;
    private readonly long[] stride;
    private readonly long[] padding;
    private readonly long[] dilation;

    /// <summary>Makes the layer.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="kernelSize">Height and width of the kernel.</param>
    /// <param name="options">Stride, padding and so on; PyTorch's defaults when left out.</param>
    public ConvTranspose2d(long inChannels, long outChannels, Size2 kernelSize, Conv2dOptions? options = null)
    {
        var settings = options ?? new Conv2dOptions();
        groups = settings.Groups;
        stride = settings.Stride.ToArray();
        padding = settings.Padding.ToArray();
        dilation = settings.Dilation.ToArray();
        Weight = Parameter("weight", Aten.Empty([inChannels, outChannels / groups, kernelSize.Height, kernelSize.Width]));
        Bias = settings.Bias ? Parameter("bias", Aten.Empty([outChannels])) : null;
    }

    /// <summary>[in, out / groups, kernel height, kernel width].</summary>
    public Tensor Weight { get; }

    /// <summary>[out], or null.</summary>
    public Tensor? Bias { get; private set; }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) =>
        Aten.ConvTranspose2d(input, Weight, Bias, stride, padding, groups: groups, dilation: dilation);

    /// <inheritdoc/>
    void IScalable.ScaleAndShift(Tensor scale, Tensor shift)
    {
        using var noGrad = GradMode.NoGrad();
        using var scope = new TensorScope();
        // The rows of a group are its inputs.
        foreach (var (rows, channels) in Weight.Chunk(groups).Zip(scale.Chunk(groups)))
            rows.MulInPlace(channels.View([1, -1, 1, 1]));
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
        var bound = 1 / Math.Sqrt(Init.Fans(Weight).FanIn);
        Init.Uniform(Bias, generator, -bound, bound);
    }
}
