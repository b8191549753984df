using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.SelecSlsNets;

/// <summary>
/// Convolutions whose results of every second step are concatenated, with the output of the stage's first block in all others
/// (Mehta et al. 2020).
/// </summary>
internal sealed class SelecSlsBlock : Module
{
    private readonly Sequential conv1;
    private readonly Sequential conv2;
    private readonly Sequential conv3;
    private readonly Sequential conv4;
    private readonly Sequential conv5;
    private readonly Sequential conv6;

    /// <param name="channels">Input and output channels.</param>
    /// <param name="width">Channels of the convolutions inside.</param>
    /// <param name="skip">Channels of the stage's first output; 0 in the first block.</param>
    /// <param name="stride">Stride.</param>
    public SelecSlsBlock((int In, int Out) channels, int width, int skip, int stride)
    {
        conv1 = Register("conv1", Convolutions.ConvNormRelu(channels.In, width, 3, stride));
        conv2 = Register("conv2", Convolutions.ConvNormRelu(width, width, 1));
        conv3 = Register("conv3", Convolutions.ConvNormRelu(width, width / 2, 3));
        conv4 = Register("conv4", Convolutions.ConvNormRelu(width / 2, width, 1));
        conv5 = Register("conv5", Convolutions.ConvNormRelu(width, width / 2, 3));
        conv6 = Register("conv6", Convolutions.ConvNormRelu((2 * width) + skip, channels.Out, 1));
    }

    /// <param name="input">Output of the block before.</param>
    /// <param name="skip">Output of the stage's first block; null in the first.</param>
    public Tensor Forward(Tensor input, Tensor? skip)
    {
        using var scope = new TensorScope();
        var first = conv1.Forward(input);
        var second = conv2.Forward(first).Then(conv3);
        var third = conv4.Forward(second).Then(conv5);
        var joined = Aten.Cat(skip is null ? [first, second, third] : [first, second, third, skip], dim: 1);
        return scope.Keep(joined.Then(conv6));
    }
}
