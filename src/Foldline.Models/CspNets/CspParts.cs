using Foldline.Models.Layers;
using Foldline.Torch.Nn;

namespace Foldline.Models.CspNets;

/// <summary>Makes the layers that the settings choose among.</summary>
internal sealed class CspParts(CspSettings settings)
{
    public CspSettings Settings => settings;

    public Activation Activation() => new(settings.Norm.Activation);

    public ConvNormAct ConvNorm(int inChannels, int outChannels, int kernelSize = 1, int stride = 1, int groups = 1, bool activate = true) =>
        new(settings.Norm, inChannels, outChannels, kernelSize, stride, groups, activate);

    public ConvNormAct StemConv(int inChannels, int outChannels, int stride)
    {
        var padding = settings.StemPadding ?? SymmetricPadding.Of(settings.StemKernelSize, stride);
        var options = new Conv2dOptions { Stride = stride, Padding = padding, Bias = false };
        return new ConvNormAct(new Conv2d(inChannels, outChannels, settings.StemKernelSize, options), settings.Norm.Make(outChannels));
    }

    public Layer Attention(int channels) =>
        settings.AttentionRatio > 0 ? new SqueezeExcite(channels, settings.AttentionRatio, settings.Norm.Activation) : new Identity();

    /// <summary>The start of a stage.</summary>
    public Layer Down(CspStage stage, int inChannels, int outChannels) => settings.AverageDown
        ? new Sequential(stage.Stride == 2 ? new AvgPool2d(2) : new Identity(), ConvNorm(inChannels, outChannels, groups: stage.Groups))
        : ConvNorm(inChannels, outChannels, 3, stage.Stride, stage.Groups);

    /// <summary>The blocks of a stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="inChannels">Channels of the first block's input.</param>
    /// <param name="dropPaths">Probabilities of being dropped, one a block.</param>
    public Sequential Blocks(CspStage stage, int inChannels, IReadOnlyList<double> dropPaths)
    {
        var blocks = new Sequential();
        var channels = BlockChannels(stage);
        foreach (var dropPath in dropPaths)
        {
            blocks.Add(settings.BlockKind == CspBlockKind.Bottleneck
                ? new CspBottleneck(this, stage, (inChannels, channels), dropPath)
                : new CspBlock(this, stage, (inChannels, channels), dropPath));
            inChannels = channels;
        }

        return blocks;
    }

    public static int BlockChannels(CspStage stage) => (int)Math.Round(stage.Channels * stage.BlockRatio);

    public Layer Stage(CspStage stage, int inChannels, IReadOnlyList<double> dropPaths) => settings.StageKind == CspStageKind.Dark
        ? new DarkStage(this, stage, inChannels, dropPaths)
        : new CrossStage(this, stage, inChannels, dropPaths);
}
