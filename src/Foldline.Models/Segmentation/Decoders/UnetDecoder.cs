using Foldline.Models.Layers;
using Foldline.Models.Segmentation.Encoders;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Decoders;

/// <summary>U-Net (Ronneberger et al. 2015).</summary>
internal sealed class UnetDecoder : SegmentationDecoder
{
    private readonly Layer center;
    private readonly ModuleArray<SkipBlock> blocks;

    public UnetDecoder(Encoder encoder, SegmentationOptions options)
    {
        var levels = new DecoderLevels(encoder, options);
        center = Register("center", Center(encoder, levels.Head, options));
        blocks = Register("blocks", new ModuleArray<SkipBlock>(
            Enumerable.Range(0, levels.Count).Select(i => new UpBlock(levels.Inputs[i], levels.Skips[i], levels.Outputs[i], options))));
        OutChannels = levels.Outputs[^1];
    }

    public override int OutChannels { get; }

    /// <summary>An encoder that ends in pooling gets two convolutions below everything.</summary>
    public static Layer Center(Encoder encoder, int channels, SegmentationOptions options) => encoder.EndsInPooling
        ? new Sequential(new ConvRelu(channels, channels, 3, options.DecoderBatchNorm), new ConvRelu(channels, channels, 3, options.DecoderBatchNorm))
        : new Identity();

    public override Tensor Forward(IReadOnlyList<Tensor> features) => SkipBlock.Climb(blocks, features[^1].Then(center), features);
}
