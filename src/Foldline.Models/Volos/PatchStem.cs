using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Volos;

/// <summary>Three convolutions, the first of which halves the image, and a projection of squares of 4×4 places: [N, C, H, W] → [N, channels, H/8, W/8].</summary>
internal sealed class PatchStem : Layer
{
    private const int Patch = 4;
    private readonly Sequential conv;
    private readonly Conv2d proj;

    /// <param name="inChannels">Channels of the images.</param>
    /// <param name="hidden">Channels of the convolutions.</param>
    /// <param name="channels">Channels of a patch.</param>
    public PatchStem(int inChannels, int hidden, int channels)
    {
        conv = Register("conv", new Sequential());
        AddUnit(inChannels, hidden, 7, 2);
        AddUnit(hidden, hidden, 3, 1);
        AddUnit(hidden, hidden, 3, 1);
        proj = Register("proj", new Conv2d(hidden, channels, Patch, new Conv2dOptions { Stride = Patch }));
    }

    public override Tensor Forward(Tensor input) => conv.Forward(input).Then(proj);

    private void AddUnit(int inChannels, int channels, int kernel, int stride)
    {
        conv.Add(new Conv2d(inChannels, channels, kernel, new Conv2dOptions { Stride = stride, Padding = kernel / 2, Bias = false }));
        conv.Add(new BatchNorm2d(channels));
        conv.Add(new Activation(ActivationKind.Relu));
    }
}
