using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Groups of channels, each with a convolution of its own kernel size (Tan and Le 2019, MixConv).</summary>
internal sealed class MixedConv2d : Layer
{
    private readonly Layer[] convolutions;
    private readonly long[] splits;

    /// <param name="channels">Input and output channels.</param>
    /// <param name="kernelSizes">One a group of channels.</param>
    /// <param name="make">Makes a convolution of input channels, output channels and kernel size.</param>
    public MixedConv2d((int In, int Out) channels, int[] kernelSizes, Func<int, int, int, Layer> make)
    {
        var inputs = Split(channels.In, kernelSizes.Length);
        var outputs = Split(channels.Out, kernelSizes.Length);
        splits = [.. inputs.Select(size => (long)size)];
        convolutions = [.. kernelSizes.Select((kernel, i) => Register($"{i}", make(inputs[i], outputs[i], kernel)))];
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var parts = input.SplitWithSizes(splits, dim: 1);
        return scope.Keep(Aten.Cat([.. convolutions.Select((conv, i) => conv.Forward(parts[i]))], dim: 1));
    }

    /// <summary>Equal parts; the first takes the rest.</summary>
    private static int[] Split(int channels, int parts)
    {
        var sizes = Enumerable.Repeat(channels / parts, parts).ToArray();
        sizes[0] += channels % parts;
        return sizes;
    }
}
