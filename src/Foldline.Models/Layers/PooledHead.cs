using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Heads whose last convolution comes after the pooling (Howard et al. 2019).</summary>
internal static class PooledHead
{
    /// <summary>Pools a map [N, C, h, w], passes it on as [N, C, 1, 1] and flattens the result; without pooling it stays a map.</summary>
    /// <param name="features">The map.</param>
    /// <param name="pool">A kind for maps.</param>
    /// <param name="layers">In order.</param>
    public static Tensor Apply(Tensor features, GlobalPoolKind pool, params ReadOnlySpan<Layer> layers)
    {
        using var scope = new TensorScope();
        var isMap = pool == GlobalPoolKind.None;
        var x = isMap ? features.Share() : Pooling.Apply(features, pool).View([features.Size(0), -1, 1, 1]);
        foreach (var layer in layers)
            x = layer.Forward(x);
        return scope.Keep(isMap ? x : x.Flatten(1));
    }
}
