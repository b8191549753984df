using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.SwinTransformers;

/// <summary>The block of the second version: its norms are behind attention and network, inside the branches.</summary>
internal sealed class SwinBlockV2 : Layer
{
    private const int Expansion = 4;
    private readonly ShiftedWindows windows;
    private readonly Tensor? mask;
    private readonly CosineWindowAttention attention;
    private readonly LayerNorm norm1;
    private readonly Layer dropPath1;
    private readonly Mlp mlp;
    private readonly LayerNorm norm2;
    private readonly Layer dropPath2;

    public SwinBlockV2(SwinBlockShape shape, int trainedWindow)
    {
        windows = new ShiftedWindows(shape.FittedWindow, shape.Shift);
        mask = windows.IsShifted ? Buffer("attn_mask", windows.Mask(shape.Map), persistent: false) : null;
        attention = Register("attn", new CosineWindowAttention(shape, trainedWindow));
        norm1 = Register("norm1", new LayerNorm(shape.Channels));
        dropPath1 = Register("drop_path1", new DropPath(shape.DropPath));
        mlp = Register("mlp", new Mlp(shape.Channels, Expansion * shape.Channels));
        norm2 = Register("norm2", new LayerNorm(shape.Channels));
        dropPath2 = Register("drop_path2", new DropPath(shape.DropPath));
    }

    public override Tensor Forward(Tensor input)
    {
        var x = windows.Attend(input, attention, mask).Then(norm1).Then(dropPath1).PlusShortcut(input, input);
        return mlp.Forward(x).Then(norm2).Then(dropPath2).PlusShortcut(x, input);
    }

    /// <summary>Closes the branches, so that the block starts as the identity.</summary>
    public void CloseBranches()
    {
        foreach (var norm in new[] { norm1, norm2 })
            Init.Constant(norm.Weight, 0);
    }
}
