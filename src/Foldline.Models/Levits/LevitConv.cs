using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Levits;

/// <summary>A convolution without bias and batch normalisation; timm's <c>ConvNorm</c> of LeViT.</summary>
internal sealed class LevitConv : Layer
{
    private readonly bool startsAtZero;
    private readonly Conv2d conv;
    private readonly BatchNorm2d bn;

    public LevitConv(int inChannels, int outChannels, int kernelSize = 1, int stride = 1, bool startsAtZero = false)
    {
        this.startsAtZero = startsAtZero;
        conv = Register("linear", new Conv2d(inChannels, outChannels, kernelSize, new Conv2dOptions { Stride = stride, Padding = kernelSize / 2, Bias = false }));
        bn = Register("bn", new BatchNorm2d(outChannels));
    }

    public override Tensor Forward(Tensor input) => conv.Forward(input).Then(bn);

    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        if (startsAtZero)
            Init.Constant(bn.Weight!, 0);
    }
}
