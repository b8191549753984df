using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientVitMsras;

/// <summary>An inverted residual with squeeze-and-excitation and without a shortcut that halves the map: [N, in, H, W] → [N, out, ⌈H/2⌉, ⌈W/2⌉].</summary>
internal sealed class PatchMerging : Layer
{
    private const int Expansion = 4;
    private const double ExciteRatio = 0.25;
    private readonly ConvNorm conv1;
    private readonly Activation act;
    private readonly ConvNorm conv2;
    private readonly SqueezeExcite excite;
    private readonly ConvNorm conv3;

    public PatchMerging(int inChannels, int outChannels)
    {
        var middle = Expansion * inChannels;
        conv1 = Register("conv1", new ConvNorm(inChannels, middle));
        act = Register("act", new Activation(ActivationKind.Relu));
        conv2 = Register("conv2", new ConvNorm(middle, middle, 3, 2, middle));
        excite = Register("se", new SqueezeExcite(middle, ExciteRatio));
        conv3 = Register("conv3", new ConvNorm(middle, outChannels));
    }

    public override Tensor Forward(Tensor input) => conv1.Forward(input).Then(act).Then(conv2).Then(act).Then(excite).Then(conv3);
}
