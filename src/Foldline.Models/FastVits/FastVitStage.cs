using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.FastVits;

/// <summary>A layer that halves the map, in all stages but the first, position encoding before attention, then blocks.</summary>
internal sealed class FastVitStage : Layer
{
    private readonly Layer downsample;
    private readonly Layer position;
    private readonly Sequential blocks;

    public FastVitStage(FastVitSettings settings, int stage, IEnumerable<Layer> blocks)
    {
        var channels = settings.Widths[stage];
        downsample = Register("downsample", stage == 0 ? new Identity() : Halve(settings, stage, channels));
        position = Register<Layer>("pos_emb", stage >= settings.FirstAttentionStage ? new PositionConv(channels) : new Identity());
        this.blocks = Register("blocks", new Sequential([.. blocks]));
    }

    public override Tensor Forward(Tensor input)
    {
        if (downsample is Identity)
            return blocks.Forward(input);
        return downsample.Forward(input).Then(position).Then(blocks);
    }

    private static Layer Halve(FastVitSettings settings, int stage, int channels) => new Sequential(new Dictionary<string, Layer>
    {
        ["proj"] = new Sequential(
            new LargeKernelConv(settings.Widths[stage - 1], channels, stage >= settings.FirstExciteStage, settings.ActivatesLargeKernels),
            new MobileOneBlock(new MobileOneShape(channels, channels, 1))),
    });
}
