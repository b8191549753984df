using Foldline.Models.Layers;
using Foldline.Models.Segmentation.Encoders;
using Foldline.Torch;

namespace Foldline.Models.Segmentation.Decoders;

/// <summary>LinkNet (Chaurasia and Culurciello 2017): the encoder's maps are added, where they have channels.</summary>
internal sealed class LinknetDecoder : SegmentationDecoder
{
    private const int LastChannels = 32;
    private readonly ModuleArray<SkipBlock> blocks;

    public LinknetDecoder(Encoder encoder, SegmentationOptions options)
    {
        int[] channels = [.. encoder.OutChannels.Skip(1).Reverse().Select(count => count == 0 ? LastChannels : count), LastChannels];
        blocks = Register("blocks", new ModuleArray<SkipBlock>(
            Enumerable.Range(0, encoder.Depth).Select(i => new LinkBlock(channels[i], channels[i + 1], options.DecoderBatchNorm))));
    }

    public override int OutChannels => LastChannels;

    public override Tensor Forward(IReadOnlyList<Tensor> features) => SkipBlock.Climb(blocks, features[^1], features);
}
