using Foldline.Torch.Nn;

namespace Foldline.Models.ResNets;

/// <summary>What all kinds of block share.</summary>
internal abstract class ResidualBlock : Layer
{
    /// <summary>
    /// Batch normalisation at the end of the branch; training starts with its weight at 0, so that the block is the identity. Null
    /// where it starts at 1.
    /// </summary>
    public abstract Layer? LastNorm { get; }

    /// <summary>The shortcut; the last child in the state dict.</summary>
    protected Layer Shortcut { get; init; } = new Identity();

    /// <summary>As timm, which makes the shortcut before the block, so that a seed gives the same weights.</summary>
    public override void Initialize(Torch.TorchGenerator generator)
    {
        Shortcut.Initialize(generator);
        foreach (var (_, child) in Children)
        {
            if (!ReferenceEquals(child, Shortcut))
                child.Initialize(generator);
        }
    }
}
