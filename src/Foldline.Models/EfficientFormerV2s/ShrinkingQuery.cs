using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientFormerV2s;

/// <summary>Queries of half the resolution: every second place plus a strided depthwise convolution, projected.</summary>
internal sealed class ShrinkingQuery : Layer
{
    private static readonly long[] One = [1, 1];
    private static readonly long[] Two = [2, 2];
    private readonly Conv2d local;
    private readonly BiasedConvNorm proj;

    public ShrinkingQuery(int inChannels, int outChannels)
    {
        local = Register("local", new Conv2d(inChannels, inChannels, 3, new Conv2dOptions { Stride = 2, Padding = 1, Groups = inChannels }));
        proj = Register("proj", new BiasedConvNorm(inChannels, outChannels));
    }

    public override Tensor Forward(Tensor input) => local.Forward(input).PlusShortcut(input.AvgPool2d(One, Two), input).Then(proj);
}
