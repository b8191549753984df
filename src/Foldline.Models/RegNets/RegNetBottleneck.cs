using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.RegNets;

/// <summary>A 1×1, a grouped 3×3 (strided), attention, and a 1×1 convolution (Radosavovic et al. 2020).</summary>
internal sealed class RegNetBottleneck : Layer
{
    private readonly ConvNormAct conv1;
    private readonly ConvNormAct conv2;
    private readonly Layer attention;
    private readonly ConvNormAct conv3;
    private readonly Layer act3;
    private readonly Layer? shortcut;
    private readonly Layer dropPath;

    public RegNetBottleneck(RegNetParts parts, RegNetBlockShape shape)
    {
        var inner = (int)Math.Round(shape.OutChannels * parts.Settings.BottleRatio);
        conv1 = Register("conv1", parts.ConvNorm(shape.InChannels, inner, 1));
        conv2 = Register("conv2", parts.ConvNorm(inner, inner, 3, shape.Stride, inner / shape.GroupSize));
        attention = Register("se", parts.Attention(inner, shape.InChannels));
        conv3 = Register("conv3", parts.ConvNorm(inner, shape.OutChannels, 1, activate: false));
        act3 = Register("act3", parts.Settings.LinearOut ? new Identity() : (Layer)parts.Activation());
        if (parts.Shortcut(shape) is { } layer)
            shortcut = Register("downsample", layer);
        dropPath = Register("drop_path", new DropPath(shape.DropPath));
    }

    /// <summary>The norm that ends the residual branch.</summary>
    public Layer LastNorm => conv3.Norm;

    public override Tensor Forward(Tensor input)
    {
        var branch = conv1.Forward(input).Then(conv2).Then(attention).Then(conv3);
        if (shortcut is not null)
            branch = branch.Then(dropPath).PlusShortcut(shortcut.Forward(input), input);
        return branch.Then(act3);
    }
}
