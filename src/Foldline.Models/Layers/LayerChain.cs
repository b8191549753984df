using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Writes one layer after the other in reading order.</summary>
internal static class LayerChain
{
    /// <summary>Feeds a tensor, which nobody needs afterwards, to a layer.</summary>
    public static Tensor Then(this Tensor input, Layer layer)
    {
        var output = layer.Invoke(input);
        if (!ReferenceEquals(input, output))
            input.Dispose();
        return output;
    }

    /// <summary>
    /// Adds a residual branch's shortcut, in place where both have one precision, and frees it unless it is the block's input. Where
    /// autocast has made the branch narrower than the shortcut, the sum keeps the shortcut's precision.
    /// </summary>
    public static Tensor PlusShortcut(this Tensor branch, Tensor shortcut, Tensor input)
    {
        var sum = branch.DType == shortcut.DType ? branch.AddInPlace(shortcut) : shortcut + branch;
        if (!ReferenceEquals(sum, branch))
            branch.Dispose();
        if (!ReferenceEquals(shortcut, input))
            shortcut.Dispose();
        return sum;
    }
}
