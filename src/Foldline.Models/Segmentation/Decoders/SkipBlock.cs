using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Decoders;

/// <summary>A block of a decoder: a map from below, and the encoder's map of twice its size, if there is one.</summary>
internal abstract class SkipBlock : Module
{
    /// <param name="input">From below; the caller frees it.</param>
    /// <param name="skip">The encoder's map; the caller frees it.</param>
    public abstract Tensor Forward(Tensor input, Tensor? skip);

    /// <summary>Feeds a map upwards through blocks, deepest first; every map is freed when it is used.</summary>
    /// <param name="blocks">The blocks.</param>
    /// <param name="deepest">Input of the first block.</param>
    /// <param name="features">The encoder's maps, largest first; the first and the last are not used.</param>
    public static Tensor Climb(IReadOnlyList<SkipBlock> blocks, Tensor deepest, IReadOnlyList<Tensor> features)
    {
        var x = deepest;
        for (var i = 0; i < blocks.Count; i++)
        {
            var level = features.Count - 2 - i;
            var skip = level > 0 ? features[level] : null;
            var next = blocks[i].Forward(x, skip);
            x.Dispose();
            skip?.Dispose();
            x = next;
        }

        return x;
    }

    /// <summary>Both maps as channels of one; the first is freed.</summary>
    protected static Tensor Beside(Tensor map, Tensor skip)
    {
        var both = Aten.Cat([map, skip], dim: 1);
        map.Dispose();
        return both;
    }
}
