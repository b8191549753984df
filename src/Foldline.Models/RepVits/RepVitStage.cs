using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.RepVits;

/// <summary>A layer that halves the map, in all stages but the first, then blocks.</summary>
internal sealed class RepVitStage : Layer
{
    private readonly Layer downsample;
    private readonly Sequential blocks;

    public RepVitStage(RepVitSettings settings, int stage)
    {
        var channels = settings.Widths[stage];
        downsample = Register<Layer>("downsample", stage == 0 ? new Identity() : new RepVitDownsample(settings.Widths[stage - 1], channels, settings.IsLegacy));
        blocks = Register("blocks", new Sequential());
        for (var i = 0; i < settings.Depths[stage]; i++)
            blocks.Add(new RepVitBlock(channels, excites: i % 2 == 0, settings.IsLegacy));
    }

    public override Tensor Forward(Tensor input) => downsample is Identity ? blocks.Forward(input) : downsample.Forward(input).Then(blocks);
}
