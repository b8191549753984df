using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Adds the residual branches of tokens.</summary>
internal static class TokenResidual
{
    /// <summary>
    /// Adds the tokens that went around a branch and frees the branch. Where autocast has made the branch narrower than the tokens,
    /// the sum keeps the tokens' precision.
    /// </summary>
    public static Tensor PlusTokens(this Tensor branch, Tensor tokens)
    {
        if (branch.DType == tokens.DType)
            return branch.AddInPlace(tokens);
        var sum = tokens + branch;
        branch.Dispose();
        return sum;
    }

    /// <summary>Multiplies each channel by a learned factor, if there are any, and frees the branch.</summary>
    public static Tensor TimesScale(this Tensor branch, Tensor? scale)
    {
        if (scale is null)
            return branch;
        var scaled = branch * scale;
        branch.Dispose();
        return scaled;
    }
}
