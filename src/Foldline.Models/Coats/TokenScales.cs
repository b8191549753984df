using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Coats;

/// <summary>Tokens of several scales in one tensor, one scale after the other, each with its class token first.</summary>
/// <param name="grids">Rows and columns of patches, a scale.</param>
internal sealed class TokenScales(IReadOnlyList<Size2> grids)
{
    private readonly long[] counts = [.. grids.Select(grid => 1 + (grid.Height * grid.Width))];

    /// <summary>Number of scales.</summary>
    public int Count => grids.Count;

    /// <summary>Puts scales together: [N, 1 + patches, C] each → [N, tokens, C].</summary>
    public static Tensor Join(IEnumerable<Tensor> scales) => Aten.Cat([.. scales], 1);

    /// <summary>Takes scales apart.</summary>
    public IReadOnlyList<Tensor> Split(Tensor tokens) => tokens.SplitWithSizes(counts, 1);

    /// <summary>Brings a scale's patches to another's size, bilinearly; the class token stays.</summary>
    public Tensor Resize(Tensor tokens, int from, int to)
    {
        using var scope = new TensorScope();
        var map = TokenPooling.ToMap(tokens, 1, grids[from]).UpsampleBilinear2d(grids[to].ToArray(), alignCorners: false);
        return scope.Keep(Aten.Cat([tokens.Narrow(1, 0, 1), map.Flatten(2).Transpose(1, 2)], 1));
    }
}
