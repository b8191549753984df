using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.TinyVits;

/// <summary>1×1 expansion, strided depthwise 3×3, 1×1 projection: halves the map.</summary>
internal sealed class PatchMerging : Layer
{
    private readonly ConvNorm conv1;
    private readonly ConvNorm conv2;
    private readonly ConvNorm conv3;
    private readonly Activation act;

    public PatchMerging(int inChannels, int outChannels)
    {
        conv1 = Register("conv1", new ConvNorm(inChannels, outChannels));
        conv2 = Register("conv2", new ConvNorm(outChannels, outChannels, 3, 2, outChannels));
        conv3 = Register("conv3", new ConvNorm(outChannels, outChannels));
        act = Register("act", new Activation(ActivationKind.Gelu));
    }

    public override Tensor Forward(Tensor input) => conv1.Forward(input).Then(act).Then(conv2).Then(act).Then(conv3);
}
