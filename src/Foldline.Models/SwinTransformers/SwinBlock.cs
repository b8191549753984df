using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.SwinTransformers;

/// <summary>Attention in windows and a network of two layers, each with a norm before it and a shortcut: [N, H, W, C] → the same.</summary>
internal sealed class SwinBlock : Layer
{
    private const int Expansion = 4;
    private readonly ShiftedWindows windows;
    private readonly Tensor? mask;
    private readonly LayerNorm norm1;
    private readonly BiasedWindowAttention attention;
    private readonly Layer dropPath1;
    private readonly LayerNorm norm2;
    private readonly Mlp mlp;
    private readonly Layer dropPath2;

    public SwinBlock(SwinBlockShape shape)
    {
        windows = new ShiftedWindows(shape.FittedWindow, shape.Shift);
        mask = windows.IsShifted ? Buffer("attn_mask", windows.Mask(shape.Map), persistent: false) : null;
        norm1 = Register("norm1", new LayerNorm(shape.Channels));
        attention = Register("attn", new BiasedWindowAttention(shape));
        dropPath1 = Register("drop_path1", new DropPath(shape.DropPath));
        norm2 = Register("norm2", new LayerNorm(shape.Channels));
        mlp = Register("mlp", new Mlp(shape.Channels, Expansion * shape.Channels));
        dropPath2 = Register("drop_path2", new DropPath(shape.DropPath));
    }

    public override Tensor Forward(Tensor input)
    {
        var x = Attend(input).Then(dropPath1).PlusShortcut(input, input);
        return norm2.Forward(x).Then(mlp).Then(dropPath2).PlusShortcut(x, input);
    }

    private Tensor Attend(Tensor input)
    {
        using var normed = norm1.Forward(input);
        return windows.Attend(normed, attention, mask);
    }
}
