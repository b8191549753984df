namespace Foldline.Torch.Nn;

/// <summary>Two-dimensional convolution: [N, in, H, W] → [N, out, H', W'].</summary>
public class Conv2d : Layer, IScalable
{
    private long[] stride;
    private long[] padding;
    private long[] dilation;

    /// <summary>Makes the layer.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="kernelSize">Height and width of the kernel.</param>
    /// <param name="options">Stride, padding and so on; PyTorch's defaults when left out.</param>
    public Conv2d(long inChannels, long outChannels, Size2 kernelSize, Conv2dOptions? options = null)
    {
        Options = options ?? new Conv2dOptions();
        InChannels = inChannels;
        OutChannels = outChannels;
        KernelSize = kernelSize;
        stride = Options.Stride.ToArray();
        padding = Options.Padding.ToArray();
        dilation = Options.Dilation.ToArray();
        Weight = Parameter("weight", Aten.Empty([outChannels, inChannels / Options.Groups, kernelSize.Height, kernelSize.Width]));
        Bias = Options.Bias ? Parameter("bias", Aten.Empty([outChannels])) : null;
    }

    /// <summary>Channels of the input.</summary>
    public long InChannels { get; }

    /// <summary>Channels of the output.</summary>
    public long OutChannels { get; }

    /// <summary>Height and width of the kernel.</summary>
    public Size2 KernelSize { get; }

    /// <summary>Stride, padding, dilation, groups, bias.</summary>
    public Conv2dOptions Options { get; private set; }

    /// <summary>[out, in / groups, kernel height, kernel width].</summary>
    public Tensor Weight { get; }

    /// <summary>[out], or null.</summary>
    public Tensor? Bias { get; private set; }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => Convolve(input, Weight);

    /// <summary>The convolution with weights that are computed from the layer's own.</summary>
    /// <param name="input">[N, in, H, W].</param>
    /// <param name="weight">Of the shape of <see cref="Weight"/>.</param>
    protected Tensor Convolve(Tensor input, Tensor weight)
    {
        if (Options.EndPadding == 0)
            return Aten.Conv2d(input, weight, Bias, stride, padding, dilation, Options.Groups);
        using var padded = input.ConstantPadNd([0, Options.EndPadding.Width, 0, Options.EndPadding.Height]);
        return Aten.Conv2d(padded, weight, Bias, stride, padding, dilation, Options.Groups);
    }

    /// <summary>
    /// Changes how the kernel walks over the input; weights stay as they are. Encoders of segmentation networks trade strides for
    /// dilation by it.
    /// </summary>
    /// <param name="walk">Stride, padding and dilation; the rest is not looked at.</param>
    public virtual void ChangeWalk(Conv2dOptions walk)
    {
        Options = Options with { Stride = walk.Stride, Padding = walk.Padding, EndPadding = walk.EndPadding, Dilation = walk.Dilation };
        stride = walk.Stride.ToArray();
        padding = walk.Padding.ToArray();
        dilation = walk.Dilation.ToArray();
    }

    /// <inheritdoc/>
    void IScalable.ScaleAndShift(Tensor scale, Tensor shift)
    {
        using var noGrad = GradMode.NoGrad();
        using var scope = new TensorScope();
        Weight.MulInPlace(scale.View([-1, 1, 1, 1]));
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
