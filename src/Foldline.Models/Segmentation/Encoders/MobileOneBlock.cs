using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Encoders;

/// <summary>
/// The sum of a normalised shortcut, a 1×1 convolution and one or more k×k convolutions, each with a norm of its own, then attention
/// and a ReLU (Vasu et al. 2023).
/// </summary>
internal sealed class MobileOneBlock : Layer
{
    private readonly Layer attention;
    private readonly BatchNorm2d? shortcut;
    private readonly ModuleArray<Layer> convolutions;
    private readonly Layer? pointwise;
    private readonly Activation act;
    private Conv2d? merged;

    public MobileOneBlock(int inChannels, int outChannels, int kernelSize, int stride, int groups = 1, int branches = 1, bool hasAttention = false)
    {
        attention = Register<Layer>("se", hasAttention ? new MobileOneAttention(outChannels) : new Identity());
        act = Register("activation", new Activation(ActivationKind.Relu));
        if (inChannels == outChannels && stride == 1)
            shortcut = Register("rbr_skip", new BatchNorm2d(inChannels));
        convolutions = Register("rbr_conv", new ModuleArray<Layer>(Enumerable.Range(0, branches).Select(_ => Conv(kernelSize))));
        if (kernelSize > 1)
            pointwise = Register("rbr_scale", Conv(1));

        NamedSequence Conv(int kernel) => new(
            ("conv", new Conv2d(inChannels, outChannels, kernel, new Conv2dOptions { Stride = stride, Padding = kernel / 2, Groups = groups, Bias = false })),
            ("bn", new BatchNorm2d(outChannels)));
    }

    public override Tensor Forward(Tensor input)
    {
        if (merged is not null)
            return merged.Forward(input).Then(attention).Then(act);
        var sum = convolutions[0].Forward(input);
        foreach (var branch in convolutions.Skip(1).Append(pointwise).Append(shortcut))
        {
            using var added = branch?.Forward(input);
            if (added is not null)
                sum.AddInPlace(added);
        }

        return sum.Then(attention).Then(act);
    }

    public override void Reparameterize()
    {
        if (merged is not null || BranchSum.Merge([.. convolutions, pointwise, shortcut]) is not { } sum)
            return;
        merged = Register("reparam_conv", sum);
        foreach (var name in (string[])["rbr_skip", "rbr_conv", "rbr_scale"])
            Unregister(name);
    }
}
