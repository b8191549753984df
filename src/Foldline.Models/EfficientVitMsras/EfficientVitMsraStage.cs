using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientVitMsras;

/// <summary>Layers that halve the map, but in the first stage, and blocks: [N, in, H, W] → [N, out, h, w].</summary>
internal sealed class EfficientVitMsraStage : Layer
{
    private readonly Layer downsample;
    private readonly Sequential blocks;

    /// <param name="settings">The network.</param>
    /// <param name="stage">Number of the stage, from 0.</param>
    /// <param name="map">Height and width of the blocks' maps.</param>
    public EfficientVitMsraStage(EfficientVitMsraSettings settings, int stage, Size2 map)
    {
        var channels = settings.Widths[stage];
        var kernels = settings.Kernels[..settings.Heads[stage]];
        downsample = Register("downsample", stage == 0 ? new Identity() : Halving(settings.Widths[stage - 1], channels));
        blocks = Register("blocks", new Sequential());
        for (var i = 0; i < settings.Depths[stage]; i++)
            blocks.Add(new EfficientVitMsraBlock(channels, map, kernels));
    }

    public override Tensor Forward(Tensor input)
    {
        var halved = downsample.Forward(input);
        return ReferenceEquals(halved, input) ? blocks.Forward(input) : halved.Then(blocks);
    }

    private static Layer Halving(int inChannels, int outChannels) => new NamedSequence(
        ("res1", EfficientVitMsraParts.Local(inChannels)),
        ("patchmerge", new PatchMerging(inChannels, outChannels)),
        ("res2", EfficientVitMsraParts.Local(outChannels)));
}
