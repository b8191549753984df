using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Vggs;

/// <summary>
/// The two hidden layers of VGG's classifier as convolutions of 7×7 and 1×1: [N, 512, h, w] → [N, 4096, h - 6, w - 6]. Smaller maps
/// are first stretched to 7×7.
/// </summary>
internal sealed class VggPreLogits : Layer
{
    private const int KernelSize = 7;
    private readonly Conv2d fc1;
    private readonly Activation act1;
    private readonly Dropout drop;
    private readonly Conv2d fc2;
    private readonly Activation act2;

    public VggPreLogits(int inChannels, int outChannels, double dropRate)
    {
        fc1 = Register("fc1", new Conv2d(inChannels, outChannels, KernelSize));
        act1 = Register("act1", new Activation(ActivationKind.Relu));
        drop = Register("drop", new Dropout(dropRate));
        fc2 = Register("fc2", new Conv2d(outChannels, outChannels, 1));
        act2 = Register("act2", new Activation(ActivationKind.Relu));
    }

    public override Tensor Forward(Tensor input)
    {
        var (height, width) = (input.Size(2), input.Size(3));
        if (height >= KernelSize && width >= KernelSize)
            return Apply(input);
        using var stretched = input.AdaptiveAvgPool2d([Math.Max(height, KernelSize), Math.Max(width, KernelSize)]);
        return Apply(stretched);
    }

    private Tensor Apply(Tensor input) => fc1.Forward(input).Then(act1).Then(drop).Then(fc2).Then(act2);
}
