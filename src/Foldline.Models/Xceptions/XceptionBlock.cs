using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Xceptions;

/// <summary>Separable convolutions with ReLUs before them, max pooling where the map shrinks, and a shortcut (Chollet 2017).</summary>
internal sealed class XceptionBlock : Layer
{
    private readonly Layer skip = new Identity();
    private readonly Layer skipNorm = new Identity();
    private readonly Sequential branch = new();

    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="widths">Channels after each separable convolution.</param>
    /// <param name="stride">Stride of the pooling; 1 for none.</param>
    /// <param name="startsWithRelu">Whether there is a ReLU before the first convolution.</param>
    public XceptionBlock(int inChannels, int[] widths, int stride, bool startsWithRelu = true)
    {
        if (widths[^1] != inChannels || stride != 1)
        {
            skip = Register("skip", new Conv2d(inChannels, widths[^1], 1, new Conv2dOptions { Stride = stride, Bias = false }));
            skipNorm = Register("skipbn", new BatchNorm2d(widths[^1]));
        }

        var channels = inChannels;
        for (var i = 0; i < widths.Length; i++)
        {
            if (i > 0 || startsWithRelu)
                branch.Add(new Activation(ActivationKind.Relu, inPlace: i > 0));
            branch.Add(new SeparableConv2d(channels, widths[i]));
            branch.Add(new BatchNorm2d(widths[i]));
            channels = widths[i];
        }

        if (stride != 1)
            branch.Add(new MaxPool2d(3, stride, 1));
        Register("rep", branch);
    }

    public override Tensor Forward(Tensor input)
    {
        var shortcut = skip.Forward(input);
        if (!ReferenceEquals(shortcut, input))
            shortcut = shortcut.Then(skipNorm);
        return branch.Forward(input).PlusShortcut(shortcut, input);
    }
}
