using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.SwinTransformers;

/// <summary>The block of the second version: its norms are behind attention and network, inside the branches, and maybe one behind them: [N, H, W, C] → the same.</summary>
internal sealed class SwinBlockV2 : Layer
{
    private const int Expansion = 4;
    private readonly ShiftedWindows windows;
    private readonly Tensor? mask;
    private readonly WindowAttention attention;
    private readonly LayerNorm norm1;
    private readonly Layer dropPath1;
    private readonly Mlp mlp;
    private readonly LayerNorm norm2;
    private readonly Layer dropPath2;
    private readonly Layer norm3;

    /// <param name="shape">Where the block stands.</param>
    /// <param name="attention">Attends in its windows.</param>
    /// <param name="hasLastNorm">Whether the sum of shortcut and branches is normalised too.</param>
    public SwinBlockV2(SwinBlockShape shape, WindowAttention attention, bool hasLastNorm = false)
    {
        windows = new ShiftedWindows(shape.FittedWindow, shape.Shift);
        mask = windows.IsShifted ? Buffer("attn_mask", windows.Mask(shape.Map), persistent: false) : null;
        this.attention = Register("attn", attention);
        norm1 = Register("norm1", new LayerNorm(shape.Channels));
        dropPath1 = Register("drop_path1", new DropPath(shape.DropPath));
        mlp = Register("mlp", new Mlp(shape.Channels, Expansion * shape.Channels));
        norm2 = Register("norm2", new LayerNorm(shape.Channels));
        dropPath2 = Register("drop_path2", new DropPath(shape.DropPath));
        norm3 = Register<Layer>("norm3", hasLastNorm ? new LayerNorm(shape.Channels) : new Identity());
    }

    public override Tensor Forward(Tensor input)
    {
        var x = windows.Attend(input, attention, mask).Then(norm1).Then(dropPath1).PlusShortcut(input, input);
        return mlp.Forward(x).Then(norm2).Then(dropPath2).PlusShortcut(x, input).Then(norm3);
    }

    /// <summary>Closes the branches, so that the block starts as the identity.</summary>
    public void CloseBranches()
    {
        foreach (var norm in new[] { norm1, norm2 })
            Init.Constant(norm.Weight, 0);
    }
}
