using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>What attention between two tokens of a window gains by their offset; the part <c>rel_pos</c> of an attention.</summary>
/// <param name="window">Height and width of the windows.</param>
internal abstract class RelativeBias(Size2 window) : Module
{
    /// <summary>Height and width of the windows.</summary>
    public Size2 Window => window;

    /// <summary>Tokens of a window.</summary>
    protected long Tokens => window.Height * window.Width;

    /// <summary>The biases of all pairs: [heads, tokens, tokens].</summary>
    public abstract Tensor Bias();

    /// <summary>Fits a stored table to these windows; null where there is none.</summary>
    public virtual Tensor? Fit(Tensor stored) => null;
}
