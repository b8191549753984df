using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.DaVits;

/// <summary>Position encoding by a depthwise 3×3 convolution with a shortcut: [N, C, H, W] → the same.</summary>
internal sealed class PositionConv : Layer
{
    private readonly Conv2d proj;

    public PositionConv(int channels) => proj = Register("proj", new Conv2d(channels, channels, 3, new Conv2dOptions { Padding = 1, Groups = channels }));

    public override Tensor Forward(Tensor input) => proj.Forward(input).PlusShortcut(input, input);
}
