using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.RegNets;

/// <summary>The bottleneck with norms before its convolutions; the shortcut is always taken after the first norm.</summary>
internal sealed class PreActivationBottleneck : Layer
{
    private readonly Layer norm1;
    private readonly Layer conv1;
    private readonly Layer norm2;
    private readonly Layer conv2;
    private readonly Layer attention;
    private readonly Layer norm3;
    private readonly Layer conv3;
    private readonly Layer? shortcut;
    private readonly Layer dropPath;

    public PreActivationBottleneck(RegNetParts parts, RegNetBlockShape shape)
    {
        var norm = parts.Settings.Norm;
        var inner = (int)Math.Round(shape.OutChannels * parts.Settings.BottleRatio);
        norm1 = Register("norm1", norm.Make(shape.InChannels));
        conv1 = Register("conv1", RegNetParts.Conv(shape.InChannels, inner, 1));
        norm2 = Register("norm2", norm.Make(inner));
        conv2 = Register("conv2", RegNetParts.Conv(inner, inner, 3, shape.Stride, inner / shape.GroupSize));
        attention = Register("se", parts.Attention(inner, shape.InChannels));
        norm3 = Register("norm3", norm.Make(inner));
        conv3 = Register("conv3", RegNetParts.Conv(inner, shape.OutChannels, 1));
        if (parts.Shortcut(shape) is { } layer)
            shortcut = Register("downsample", layer);
        dropPath = Register("drop_path", new DropPath(shape.DropPath));
    }

    public override Tensor Forward(Tensor input)
    {
        using var normed = norm1.Forward(input);
        var branch = conv1.Forward(normed).Then(norm2).Then(conv2).Then(attention).Then(norm3).Then(conv3);
        return shortcut is null ? branch : branch.Then(dropPath).PlusShortcut(shortcut.Forward(normed), normed);
    }
}
