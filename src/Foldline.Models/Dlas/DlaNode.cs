using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Dlas;

/// <summary>A tree of blocks. The newest subtree of each level hands the outputs of the older ones on to the root at its end.</summary>
internal abstract class DlaNode : Layer
{
    /// <summary>A tree of the given depth.</summary>
    /// <param name="settings">Kinds of blocks and roots.</param>
    /// <param name="depth">1 for two blocks and a root, more for two trees.</param>
    /// <param name="shape">Channels and stride.</param>
    /// <param name="handedOn">Channels that are handed to the root by trees further up.</param>
    public static DlaNode Make(DlaSettings settings, int depth, DlaShape shape, int handedOn) =>
        depth == 1 ? new DlaLeaf(settings, shape, handedOn) : new DlaTree(settings, depth, shape, handedOn);

    /// <param name="input">The tree's input.</param>
    /// <param name="handedOn">Outputs for the root from trees further up; they stay the caller's.</param>
    public abstract Tensor Forward(Tensor input, Tensor[] handedOn);

    public sealed override Tensor Forward(Tensor input) => Forward(input, []);
}
