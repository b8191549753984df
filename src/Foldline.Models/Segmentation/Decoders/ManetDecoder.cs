using Foldline.Models.Layers;
using Foldline.Models.Segmentation.Encoders;
using Foldline.Torch;

namespace Foldline.Models.Segmentation.Decoders;

/// <summary>MA-Net (Fan et al. 2020): position-wise attention on the deepest map, then blocks that weigh both of their maps.</summary>
internal sealed class ManetDecoder : SegmentationDecoder
{
    private readonly PositionAttention center;
    private readonly ModuleArray<SkipBlock> blocks;

    public ManetDecoder(Encoder encoder, SegmentationOptions options)
    {
        var levels = new DecoderLevels(encoder, options);
        var plain = options with { DecoderAttention = DecoderAttention.None };
        center = Register("center", new PositionAttention(levels.Head, options.PositionAttentionChannels));
        blocks = Register("blocks", new ModuleArray<SkipBlock>(Enumerable.Range(0, levels.Count).Select(Block)));
        OutChannels = levels.Outputs[^1];

        SkipBlock Block(int i) => levels.Skips[i] > 0
            ? new FusionBlock(levels.Inputs[i], levels.Skips[i], levels.Outputs[i], plain)
            : new UpBlock(levels.Inputs[i], 0, levels.Outputs[i], plain);
    }

    public override int OutChannels { get; }

    public override Tensor Forward(IReadOnlyList<Tensor> features) => SkipBlock.Climb(blocks, features[^1].Then(center), features);
}
