using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.HgNets;

/// <summary>A 1×1 and a depthwise convolution.</summary>
internal sealed class HgLightConv : Layer
{
    private readonly HgConv conv1;
    private readonly HgConv conv2;

    public HgLightConv(int inChannels, int outChannels, int kernelSize, bool hasAffine)
    {
        conv1 = Register("conv1", new HgConv(inChannels, outChannels, 1, activates: false));
        conv2 = Register("conv2", new HgConv(outChannels, outChannels, kernelSize, groups: outChannels, hasAffine: hasAffine));
    }

    public override Tensor Forward(Tensor input) => conv1.Forward(input).Then(conv2);
}
