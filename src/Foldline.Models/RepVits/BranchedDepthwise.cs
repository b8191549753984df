using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.RepVits;

/// <summary>The sum of a depthwise 3×3, a depthwise 1×1 and the input, as in RepVGG (Ding et al. 2021).</summary>
internal sealed class BranchedDepthwise : Layer
{
    private readonly ConvNorm conv;
    private readonly Layer conv1;
    private readonly Layer norm;

    public BranchedDepthwise(int channels, bool legacy)
    {
        conv = Register("conv", new ConvNorm(channels, channels, 3, groups: channels));
        conv1 = Register<Layer>("conv1", legacy
            ? new ConvNorm(channels, channels, groups: channels)
            : new Conv2d(channels, channels, 1, new Conv2dOptions { Groups = channels }));
        norm = Register<Layer>("bn", legacy ? new Identity() : new BatchNorm2d(channels));
    }

    public override Tensor Forward(Tensor input) =>
        conv.Forward(input).PlusShortcut(conv1.Forward(input), input).PlusShortcut(input, input).Then(norm);
}
