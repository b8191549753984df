using Foldline.Torch;

namespace Foldline.Models.Layers;

/// <summary>Adds the residual branches of tokens.</summary>
internal static class TokenResidual
{
    /// <summary>Adds the tokens that went around a branch, which stay, and frees the branch.</summary>
    public static Tensor PlusTokens(this Tensor branch, Tensor tokens) => branch.PlusShortcut(tokens, tokens);

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
