using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.RepVits;

/// <summary>The sum of a depthwise 3×3, a depthwise 1×1 and the input, as in RepVGG (Ding et al. 2021): one convolution for inference.</summary>
internal sealed class BranchedDepthwise : Layer
{
    private readonly ConvNorm conv;
    private readonly Layer conv1;
    private readonly Layer norm;
    private Conv2d? merged;

    public BranchedDepthwise(int channels, bool legacy)
    {
        conv = Register("conv", new ConvNorm(channels, channels, 3, groups: channels, name: "c"));
        conv1 = Register<Layer>("conv1", legacy
            ? new ConvNorm(channels, channels, groups: channels, name: "c")
            : new Conv2d(channels, channels, 1, new Conv2dOptions { Groups = channels }));
        norm = Register<Layer>("bn", legacy ? new Identity() : new BatchNorm2d(channels));
    }

    public override Tensor Forward(Tensor input) => merged is null
        ? conv.Forward(input).PlusShortcut(conv1.Forward(input), input).PlusShortcut(input, input).Then(norm)
        : merged.Forward(input);

    public override void Reparameterize()
    {
        if (merged is not null)
            return;
        var sum = new BranchSum(conv.Modules().Select(entry => entry.Value).OfType<Conv2d>().Single());
        sum.Add(conv);
        sum.Add(conv1);
        sum.AddInput();
        if (norm is BatchNorm2d follower)
            sum.Normalize(follower);
        merged = Register("reparam_conv", sum.Result);
        foreach (var name in (string[])["conv", "conv1", "bn"])
            Unregister(name);
    }
}
