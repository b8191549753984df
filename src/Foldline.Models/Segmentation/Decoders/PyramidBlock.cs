using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Decoders;

/// <summary>Twice the size, and the encoder's map of that size added (Lin et al. 2017).</summary>
internal sealed class PyramidBlock : Module
{
    private readonly Conv2d skipConv;

    public PyramidBlock(int channels, int skipChannels) => skipConv = Register("skip_conv", new Conv2d(skipChannels, channels, 1));

    public Tensor Forward(Tensor input, Tensor skip) =>
        Upsample.NearestTwice.Forward(input).PlusShortcut(skipConv.Forward(skip), input);
}
