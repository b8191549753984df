using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.CspNets;

/// <summary>A strided convolution and blocks one after the other.</summary>
internal sealed class DarkStage : Layer
{
    private readonly Layer down;
    private readonly Layer blocks;

    public DarkStage(CspParts parts, CspStage stage, int inChannels, IReadOnlyList<double> dropPaths)
    {
        down = Register("conv_down", parts.Down(stage, inChannels, stage.Channels));
        blocks = Register("blocks", parts.Blocks(stage, stage.Channels, dropPaths));
    }

    public override Tensor Forward(Tensor input) => down.Forward(input).Then(blocks);
}
