using Foldline.Models.Layers;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Encoders;

/// <summary>
/// timm's way of trading strides for dilation: a convolution that had a stride keeps the dilation of the stage before, what follows
/// it in the stage gets the new one, and average pooling keeps the size.
/// </summary>
internal static class UniversalDilation
{
    /// <exception cref="FoldlineException">FL2215: the network cannot do without its strides.</exception>
    public static void Apply(string name, Layer[][]? stages, IReadOnlyList<FeatureMap> maps, int outputStride, bool canDilate)
    {
        var dilation = 1;
        for (var i = 0; i < maps.Count; i++)
        {
            if (maps[i].Reduction <= outputStride)
                continue;
            if (stages is null || !canDilate)
                throw EncoderErrors.CannotDilate(name);
            var before = dilation;
            dilation *= maps[i].Reduction / (i == 0 ? 1 : maps[i - 1].Reduction);
            foreach (var conv in Dilation.Convolutions(stages[i]).ToList())
                Dilation.Widen(conv, conv.Options.Stride == 1 ? dilation : before);
            KeepSizeOfPools(name, stages[i]);
        }
    }

    private static void KeepSizeOfPools(string name, Layer[] stage)
    {
        foreach (var sequence in stage.SelectMany(layer => layer.Modules()).Select(entry => entry.Value).OfType<Sequential>())
        {
            for (var i = 0; i < sequence.Count; i++)
            {
                if (sequence[i] is AvgPool2d)
                    sequence.Replace(i, new AvgPool2dSame(2));
            }
        }

        if (stage.SelectMany(layer => layer.Modules()).Any(entry => entry.Value is BlurPool2d or AvgPool2d or MaxPool2d or ConditionalConv2d))
            throw EncoderErrors.CannotDilate(name);
    }
}
