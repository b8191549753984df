using Foldline.Models.Layers;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Encoders;

/// <summary>
/// timm's way of trading strides for dilation: a convolution that had a stride keeps the dilation of the stage before, what follows
/// it in the stage gets the new one, and poolings keep the size.
/// </summary>
internal static class UniversalDilation
{
    /// <exception cref="FoldlineException">FL2215: the network cannot do without its strides.</exception>
    public static void Apply(string name, Module[][]? stages, IReadOnlyList<FeatureMap> maps, int outputStride)
    {
        var dilation = 1;
        for (var i = 0; i < maps.Count; i++)
        {
            if (maps[i].Reduction <= outputStride)
                continue;
            if (stages is null || stages[i].SelectMany(layer => layer.Modules()).Any(entry => entry.Value is ConditionalConv2d))
                throw EncoderErrors.CannotDilate(name);
            var before = dilation;
            dilation *= maps[i].Reduction / (i == 0 ? 1 : maps[i - 1].Reduction);
            foreach (var conv in Dilation.Convolutions(stages[i]).ToList())
                Dilation.Widen(conv, conv.Options.Stride == 1 ? dilation : before);
            Dilation.RemoveStrides(stages[i]);
        }
    }
}
