using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>
/// A convolution whose kernel each sample mixes from several experts (Yang et al. 2019, CondConv): [N, in, H, W] and mixing
/// weights [N, experts] → [N, out, H', W']. All samples run as groups of one convolution.
/// </summary>
internal sealed class ConditionalConv2d : Module
{
    private readonly long[] shape;
    private readonly Size2 kernel;
    private readonly Conv2dOptions options;
    private readonly bool isSame;
    private readonly Tensor weight;

    /// <param name="channels">Input and output channels.</param>
    /// <param name="kernelSize">Kernel.</param>
    /// <param name="options">Stride, padding, groups; no bias.</param>
    /// <param name="experts">Number of kernels and whether the padding is TensorFlow's.</param>
    public ConditionalConv2d((int In, int Out) channels, int kernelSize, Conv2dOptions options, (int Count, bool Same) experts)
    {
        shape = [channels.Out, channels.In / options.Groups, kernelSize, kernelSize];
        kernel = kernelSize;
        this.options = options;
        isSame = experts.Same;
        weight = Parameter("weight", Aten.Empty([experts.Count, shape.Aggregate((a, b) => a * b)]));
    }

    public Tensor Forward(Tensor input, Tensor routing)
    {
        using var scope = new TensorScope();
        var samples = input.Size(0);
        var mixed = routing.Matmul(weight).View([samples * shape[0], shape[1], shape[2], shape[3]]);
        var padded = isSame ? SamePadding.Pad(input, kernel, options.Stride) : input;
        var flat = padded.Reshape([1, -1, padded.Size(2), padded.Size(3)]);
        var output = Aten.Conv2d(flat, mixed, null, options.Stride.ToArray(), options.Padding.ToArray(), [1L, 1], options.Groups * samples);
        return scope.Keep(output.View([samples, shape[0], output.Size(2), output.Size(3)]));
    }

    /// <summary>Normal by the fan out, each expert by itself, as TensorFlow's networks.</summary>
    public void ResetLikeTensorFlow(TorchGenerator generator)
    {
        var fanOut = shape[2] * shape[3] * shape[0] / options.Groups;
        ForEachExpert(expert => Init.Normal(expert, generator, 0, Math.Sqrt(2.0 / fanOut)));
    }

    protected override void ResetParameters(TorchGenerator generator) =>
        ForEachExpert(expert => Init.KaimingUniform(expert, generator, slope: Math.Sqrt(5)));

    private void ForEachExpert(Action<Tensor> reset)
    {
        using var noGrad = GradMode.NoGrad();
        using var scope = new TensorScope();
        for (var i = 0; i < weight.Size(0); i++)
            reset(weight[i].View(shape));
    }
}
