using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientVitMsras;

/// <summary>A layer called <c>m</c> with a shortcut around it.</summary>
internal sealed class ShortcutBranch : Layer
{
    private readonly Layer branch;

    public ShortcutBranch(Layer branch) => this.branch = Register("m", branch);

    public override Tensor Forward(Tensor input) => branch.Forward(input).PlusShortcut(input, input);
}
