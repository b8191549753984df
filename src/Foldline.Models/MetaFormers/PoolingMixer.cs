using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MetaFormers;

/// <summary>The mean of the 3×3 neighbourhood, less the place itself (Yu et al. 2022, PoolFormer).</summary>
internal sealed class PoolingMixer : Layer
{
    private static readonly long[] Kernel = [3, 3];
    private static readonly long[] Ones = [1, 1];

    public override Tensor Forward(Tensor input) => input.AvgPool2d(Kernel, Ones, Ones, ceilMode: false, countIncludePad: false).SubInPlace(input);
}
