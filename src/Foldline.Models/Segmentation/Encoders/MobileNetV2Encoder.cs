using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Encoders;

/// <summary>MobileNetV2 (Sandler et al. 2018) with torchvision's names, in which all blocks are one sequence.</summary>
internal sealed class MobileNetV2Encoder : ChainEncoder
{
    private const int StemWidth = 32;
    private const int Features = 1280;

    // Expansion, channels, blocks, stride of the first.
    private static readonly (int Expansion, int Channels, int Count, int Stride)[] Plan =
        [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)];

    private readonly Sequential features;

    public MobileNetV2Encoder(EncoderOptions options)
        : base(options)
    {
        features = Register("features", new Sequential(InvertedResidualChain.ConvNormRelu6(options.InChannels, StemWidth, 3, 2)));
        var channels = StemWidth;
        foreach (var (expansion, outChannels, count, stride) in Plan)
        {
            for (var i = 0; i < count; i++)
            {
                features.Add(new InvertedResidualChain(channels, outChannels, i == 0 ? stride : 1, expansion));
                channels = outChannels;
            }
        }

        features.Add(InvertedResidualChain.ConvNormRelu6(channels, Features, 1));
        string[] stages = ["features.0-1", "features.2-3", "features.4-6", "features.7-13", "features.14-"];
        SetStages([[], .. stages.Select(stage => LayerPath.Stage(this, stage))], [options.InChannels, 16, 24, 32, 96, Features]);
    }

    public static IEnumerable<EncoderVariant> All { get; } = [new("mobilenet_v2", options => new MobileNetV2Encoder(options))];

    /// <summary>Convolutions by He et al. (normal, fan out); for other channels than colours the first by PyTorch's default.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        foreach (var (_, module) in Modules())
        {
            if (module is Conv2d conv)
                Init.KaimingNormal(conv.Weight, generator, fanOut: true);
        }

        if (HasOtherChannels)
            LayerPath.Stage(this, "features.0.0")[0].Initialize(generator);
    }
}
