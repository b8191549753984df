using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.TResNets;

/// <summary>Squares of 4×4 places become channels, colours last: [N, C, H, W] → [N, 16·C, H/4, W/4]. The order of memory stays.</summary>
internal sealed class SpaceToDepth : Layer
{
    /// <summary>Side of the squares.</summary>
    public const int Side = 4;

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var (samples, channels, height, width) = (input.Size(0), input.Size(1) * Side * Side, input.Size(2) / Side, input.Size(3) / Side);
        var squares = input.View([samples, input.Size(1), height, Side, width, Side]);
        return scope.Keep(input.IsContiguous()
            ? squares.Permute([0, 3, 5, 1, 2, 4]).Reshape([samples, channels, height, width])
            : squares.Permute([0, 2, 4, 3, 5, 1]).Reshape([samples, height, width, channels]).Permute([0, 3, 1, 2]));
    }
}
