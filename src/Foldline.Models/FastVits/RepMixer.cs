using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.FastVits;

/// <summary>x plus a depthwise convolution less the normalised x (Vasu et al. 2023b): one convolution for inference.</summary>
internal sealed class RepMixer : Layer
{
    private const int KernelSize = 3;
    private readonly MobileOneBlock norm;
    private readonly MobileOneBlock mixer;
    private readonly ChannelGamma scale;
    private Conv2d? merged;

    public RepMixer(int channels)
    {
        var shape = new MobileOneShape(channels, channels, KernelSize) { IsDepthwise = true, Activates = false };
        norm = Register("norm", new MobileOneBlock(shape with { HasKernelBranch = false, HasScaleBranch = false }));
        mixer = Register("mixer", new MobileOneBlock(shape));
        scale = Register("layer_scale", new ChannelGamma(channels));
    }

    public override Tensor Forward(Tensor input)
    {
        if (merged is not null)
            return merged.Forward(input);
        using var normed = norm.Forward(input);
        return mixer.Forward(input).SubInPlace(normed).Then(scale).PlusShortcut(input, input);
    }

    public override void Reparameterize()
    {
        if (merged is not null)
            return;
        var sum = new BranchSum((Conv2d)mixer.Modules().First(entry => entry.Value is Conv2d { KernelSize.Height: KernelSize }).Value);
        foreach (var branch in mixer.Branches)
            sum.Add(branch);
        foreach (var branch in norm.Branches)
            sum.Add(branch, -1);
        sum.Scale(scale.Factors);
        sum.AddInput();
        merged = Register("reparam_conv", sum.Result);
        foreach (var name in (string[])["norm", "mixer", "layer_scale"])
            Unregister(name);
    }
}
