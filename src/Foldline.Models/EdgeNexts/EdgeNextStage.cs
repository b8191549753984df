using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EdgeNexts;

/// <summary>A norm and a strided convolution where nothing else shrinks the map, then blocks, the last of them with attention.</summary>
internal sealed class EdgeNextStage : Layer
{
    private readonly Layer downsample = new Identity();
    private readonly Sequential blocks;

    /// <param name="settings">Of the network.</param>
    /// <param name="stage">Number of the stage; the first does not shrink and has no attention.</param>
    /// <param name="dropRates">Probability of being dropped, a block.</param>
    public EdgeNextStage(EdgeNextSettings settings, int stage, double[] dropRates)
    {
        var width = settings.Widths[stage];
        var channels = stage == 0 ? width : settings.Widths[stage - 1];
        if (stage > 0 && !settings.Overlap)
        {
            downsample = Register("downsample", new Sequential(
                new LayerNorm2d(channels),
                new Conv2d(channels, width, 2, new Conv2dOptions { Stride = 2, Bias = settings.ConvBias })));
            channels = width;
        }

        blocks = Register("blocks", new Sequential());
        for (var i = 0; i < dropRates.Length; i++)
        {
            var isStrided = i == 0 && stage > 0 && settings.Overlap;
            var kernel = (settings.KernelSizes[stage], isStrided ? 2 : 1, settings.ConvBias);
            blocks.Add(stage > 0 && i == dropRates.Length - 1
                ? new SplitTransposeBlock(settings, stage, dropRates[i])
                : new EdgeConvBlock((channels, width), kernel, dropRates[i]));
            channels = width;
        }
    }

    public override Tensor Forward(Tensor input)
    {
        var x = downsample.Forward(input);
        var output = blocks.Forward(x);
        if (!ReferenceEquals(x, input))
            x.Dispose();
        return output;
    }
}
