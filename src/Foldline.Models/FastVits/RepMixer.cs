using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.FastVits;

/// <summary>x plus a depthwise convolution less the normalised x (Vasu et al. 2023b).</summary>
internal sealed class RepMixer : Layer
{
    private const int KernelSize = 3;
    private readonly MobileOneBlock norm;
    private readonly MobileOneBlock mixer;
    private readonly ChannelGamma scale;

    public RepMixer(int channels)
    {
        var shape = new MobileOneShape(channels, channels, KernelSize) { IsDepthwise = true, Activates = false };
        norm = Register("norm", new MobileOneBlock(shape with { HasKernelBranch = false, HasScaleBranch = false }));
        mixer = Register("mixer", new MobileOneBlock(shape));
        scale = Register("layer_scale", new ChannelGamma(channels));
    }

    public override Tensor Forward(Tensor input)
    {
        using var normed = norm.Forward(input);
        return mixer.Forward(input).SubInPlace(normed).Then(scale).PlusShortcut(input, input);
    }
}
