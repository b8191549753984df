using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientNets;

/// <summary>A block with a shortcut where the input's shape is kept and the definition allows it.</summary>
internal abstract class MobileBlock(bool hasSkip, double dropRate) : Layer
{
    private readonly bool hasSkip = hasSkip;
    private readonly double dropRate = dropRate;
    private Layer? dropPath;

    /// <summary>Ends the block: call after all other layers are registered.</summary>
    protected void RegisterDropPath() => dropPath = Register("drop_path", new DropPath(dropRate));

    /// <summary>Adds the input to a branch where the block has a shortcut.</summary>
    protected Tensor WithSkip(Tensor branch, Tensor input) =>
        hasSkip ? branch.Then(dropPath!).PlusShortcut(input, input) : branch;
}
