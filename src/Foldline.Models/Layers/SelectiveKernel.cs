using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>
/// A 3×3 convolution and one dilated to 5×5, mixed by an attention to each channel (Li et al. 2019); timm's <c>SelectiveKernel</c>.
/// </summary>
internal sealed class SelectiveKernel : Layer
{
    private const int Paths = 2;
    private readonly bool isSplit;
    private readonly Layer[] paths;
    private readonly SelectiveKernelAttention attention;

    /// <param name="channels">Input and output channels.</param>
    /// <param name="stride">Stride.</param>
    /// <param name="groups">Groups of both convolutions.</param>
    /// <param name="options">Whether each path takes half of the input's channels, and the width of the attention.</param>
    public SelectiveKernel((int In, int Out) channels, int stride, int groups, SelectiveKernelOptions options)
    {
        isSplit = options.SplitInput;
        var inputs = isSplit ? channels.In / Paths : channels.In;
        var list = Register("paths", new Sequential());
        for (var dilation = 1; dilation <= Paths; dilation++)
            list.Add(Path((inputs, channels.Out), stride, groups, dilation));
        paths = [list[0], list[1]];
        var reduced = Channels.MakeDivisible(channels.Out * options.Ratio, options.Divisor);
        attention = Register("attn", new SelectiveKernelAttention(channels.Out, reduced, Paths));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var parts = isSplit ? input.Chunk(Paths, dim: 1) : [input, input];
        Tensor[] outputs = [.. paths.Select((path, i) => path.Forward(parts[i]))];
        var means = outputs.Select(output => output.Mean([2, 3], keepdim: true)).Aggregate((sum, mean) => sum + mean);
        var weights = attention.Forward(means).Unbind(1);
        var mixed = outputs[0] * weights[0];
        return scope.Keep(mixed.AddcmulInPlace(outputs[1], weights[1]));
    }

    private static ConvNormAct Path((int In, int Out) channels, int stride, int groups, int dilation) =>
        new(
            new Conv2d(channels.In, channels.Out, 3, new Conv2dOptions
            {
                Stride = stride,
                Padding = (stride - 1 + (2 * dilation)) / 2,
                Dilation = dilation,
                Groups = groups,
                Bias = false,
            }),
            new BatchNormAct2d(channels.Out));
}
