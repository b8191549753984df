using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Takes feature maps out of a run of layers.</summary>
internal static class SequentialMaps
{
    /// <summary>Runs the layers up to the last one asked for.</summary>
    /// <param name="layers">In order.</param>
    /// <param name="input">Input of the first layer; the caller keeps it.</param>
    /// <param name="ends">Positions of the layers whose outputs are wanted, in order. The layer behind each must not work in place.</param>
    /// <returns>These outputs, which the caller owns.</returns>
    public static IReadOnlyList<Tensor> ForwardMaps(this Sequential layers, Tensor input, IReadOnlyList<int> ends)
    {
        var maps = new List<Tensor>(ends.Count);
        var current = input;
        for (var i = 0; maps.Count < ends.Count; i++)
        {
            var isKept = ReferenceEquals(current, input) || (maps.Count > 0 && ReferenceEquals(current, maps[^1]));
            current = isKept ? layers[i].Forward(current) : current.Then(layers[i]);
            if (ends[maps.Count] == i)
                maps.Add(current);
        }

        return maps;
    }
}
