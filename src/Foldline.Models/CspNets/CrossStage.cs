using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.CspNets;

/// <summary>
/// A strided convolution, then two halves of the channels: one goes through the blocks, the other round them (Wang et al. 2020). Of
/// the first kind the second half goes through the blocks and one more convolution; of the third the first half.
/// </summary>
internal sealed class CrossStage : Layer
{
    private readonly bool isThird;
    private readonly int half;
    private readonly Sequential expansion;
    private readonly Layer blocks;
    private readonly Layer transition;

    public CrossStage(CspParts parts, CspStage stage, int inChannels, IReadOnlyList<double> dropPaths)
    {
        var settings = parts.Settings;
        isThird = settings.StageKind == CspStageKind.CrossStage3;
        var expanded = (int)Math.Round(stage.Channels * stage.ExpandRatio);
        half = expanded / 2;
        var downChannels = settings.DownGrowth && stage.Stride > 1 ? stage.Channels : inChannels;
        expansion = new Sequential(
            Register("conv_down", stage.Stride > 1 ? parts.Down(stage, inChannels, downChannels) : new Identity()),
            Register("conv_exp", parts.ConvNorm(downChannels, expanded, activate: !settings.CrossLinear)));
        var main = Register("blocks", parts.Blocks(stage, half, dropPaths));
        blocks = isThird ? main : new Sequential(main, Register("conv_transition_b", parts.ConvNorm(CspParts.BlockChannels(stage), half)));
        transition = Register("conv_transition", parts.ConvNorm(isThird ? CspParts.BlockChannels(stage) + half : expanded, stage.Channels));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var expanded = expansion.Forward(input);
        var (first, second) = (expanded.Narrow(1, 0, half), expanded.Narrow(1, half, half));
        var joined = isThird
            ? Aten.Cat([blocks.Forward(first), second], 1)
            : Aten.Cat([first, blocks.Forward(second)], 1);
        return scope.Keep(transition.Forward(joined));
    }
}
