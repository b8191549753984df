using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Encoders;

/// <summary>An encoder whose stages are chains of layers. All of them belong to the state dict, also those beyond the depth.</summary>
internal abstract class ChainEncoder(EncoderOptions options) : Encoder(options)
{
    private const int ColorChannels = 3;
    private int[] channels = [];
    private Layer[][] stages = [];

    public sealed override IReadOnlyList<int> OutChannels => channels[..(Depth + 1)];

    /// <summary>Whether the images have other channels than colours.</summary>
    protected bool HasOtherChannels => Options.InChannels != ColorChannels;

    public sealed override IReadOnlyList<Tensor> ForwardFeatures(Tensor images)
    {
        var features = new List<Tensor>();
        var x = images;
        foreach (var stage in stages.Take(Depth + 1))
        {
            x = Run(stage, x);
            features.Add(x);
        }

        return features;
    }

    /// <summary>Says what the stages are; trades strides for dilation where the options ask for it.</summary>
    /// <param name="made">A stage for each map; one of no layers gives its input.</param>
    /// <param name="outChannels">Channels of the maps.</param>
    protected void SetStages(IEnumerable<Layer[]> made, IEnumerable<int> outChannels)
    {
        stages = [.. made];
        channels = [.. outChannels];
        if (Options.OutputStride == 32)
            return;
        var isEighth = Options.OutputStride == 8;
        if (isEighth)
            Dilation.Widen(stages[4], 2);
        Dilation.Widen(stages[5], isEighth ? 4 : 2);
    }
}
