using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.GcVits;

/// <summary>Halves a map: convolutions and a strided one between two norms.</summary>
internal sealed class Downsample : Layer
{
    private const double Epsilon = 1e-5;
    private readonly LayerNorm2d norm1;
    private readonly MbConv convolutions;
    private readonly Conv2d reduction;
    private readonly LayerNorm2d norm2;

    public Downsample(int inChannels, int outChannels)
    {
        norm1 = Register("norm1", new LayerNorm2d(inChannels, Epsilon));
        convolutions = Register("conv_block", new MbConv(inChannels));
        reduction = Register("reduction", new Conv2d(inChannels, outChannels, 3, new Conv2dOptions { Stride = 2, Padding = 1, Bias = false }));
        norm2 = Register("norm2", new LayerNorm2d(outChannels, Epsilon));
    }

    public override Tensor Forward(Tensor input) => norm1.Forward(input).Then(convolutions).Then(reduction).Then(norm2);
}
