using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.SwinTransformers;

/// <summary>Attention among the tokens of each window.</summary>
internal abstract class WindowAttention : Module
{
    /// <summary>Largest logarithm of a learned scale of cosines.</summary>
    protected static readonly double LargestScale = Math.Log(100);

    /// <summary>The logarithm with which such a scale starts.</summary>
    protected static readonly double FirstScale = Math.Log(10);

    private const double NormEpsilon = 1e-12;

    /// <param name="tokens">[N · windows, tokens, C].</param>
    /// <param name="mask">Added to the attention: [windows, tokens, tokens].</param>
    public abstract Tensor Forward(Tensor tokens, Tensor? mask);

    /// <summary>Adds biases and the mask in place, and averages the values by the softmax.</summary>
    /// <param name="logits">[N · windows, heads, tokens, tokens].</param>
    /// <param name="bias">[heads, tokens, tokens].</param>
    /// <param name="mask">[windows, tokens, tokens].</param>
    /// <param name="value">[N · windows, heads, tokens, C / heads].</param>
    /// <returns>[N · windows, tokens, C].</returns>
    protected static Tensor Attend(Tensor logits, Tensor bias, Tensor? mask, Tensor value)
    {
        logits.AddInPlace(bias);
        var (heads, tokens) = (logits.Size(1), logits.Size(2));
        if (mask is not null)
            logits.View([-1, mask.Size(0), heads, tokens, tokens]).AddInPlace(mask.Unsqueeze(1));
        return logits.Softmax(-1).Matmul(value).Transpose(1, 2).Reshape([logits.Size(0), tokens, -1]);
    }

    /// <summary>Vectors of length 1.</summary>
    protected static Tensor Unit(Tensor vectors)
    {
        using var scope = new TensorScope();
        return scope.Keep(vectors / vectors.LinalgVectorNorm(dim: [-1], keepdim: true).ClampMin(NormEpsilon));
    }
}
