using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Another order of the dimensions; no data moves.</summary>
/// <param name="dimensions">For each dimension of the output, the input's.</param>
internal sealed class Permutation(params long[] dimensions) : Layer
{
    /// <summary>[N, C, H, W] → [N, H, W, C].</summary>
    public static Permutation ChannelsToEnd { get; } = new(0, 2, 3, 1);

    /// <summary>[N, H, W, C] → [N, C, H, W].</summary>
    public static Permutation ChannelsToFront { get; } = new(0, 3, 1, 2);

    public override Tensor Forward(Tensor input) => input.Permute(dimensions);
}
