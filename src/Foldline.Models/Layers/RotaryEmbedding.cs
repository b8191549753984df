using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>
/// Rotary position embedding (Su et al. 2021) for tokens on a grid: pairs of a head's channels are rotated by angles that grow with
/// the token's place. Tokens before the grid stay as they are.
/// </summary>
internal abstract class RotaryEmbedding : Module
{
    private static readonly long[] LastDimension = [-1];

    /// <summary>Rotates queries or keys.</summary>
    /// <param name="heads">[N, heads, tokens, d].</param>
    /// <param name="block">Number of the block.</param>
    public abstract Tensor Rotate(Tensor heads, int block);

    /// <summary>Rotates pairs of channels by sines and cosines that broadcast to the heads.</summary>
    /// <param name="heads">[N, heads, tokens, d].</param>
    /// <param name="sin">[…, tokens, d]; negative for the first channel of each pair.</param>
    /// <param name="cos">[…, tokens, d].</param>
    /// <param name="halves">Whether pairs are a channel of the first and one of the second half, instead of neighbours.</param>
    protected static Tensor Rotate(Tensor heads, Tensor sin, Tensor cos, bool halves)
    {
        using var scope = new TensorScope();
        var size = heads.Size(-1);
        var swapped = halves ? heads.Roll([size / 2], LastDimension) : heads.Unflatten(-1, [size / 2, 2]).Flip(LastDimension).Flatten(-2);
        return scope.Keep(((heads * cos) + (swapped * sin)).To(heads.DType));
    }
}
