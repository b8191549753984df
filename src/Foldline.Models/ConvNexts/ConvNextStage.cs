using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.ConvNexts;

/// <summary>A norm and a strided convolution where the map changes (<c>downsample</c>), then blocks.</summary>
internal sealed class ConvNextStage : Layer
{
    private readonly Layer downsample;
    private readonly Layer blocks;

    /// <param name="settings">Of the network.</param>
    /// <param name="index">Number of the stage; the first neither shrinks nor widens.</param>
    /// <param name="blocks">Its blocks.</param>
    public ConvNextStage(ConvNextSettings settings, int index, Sequential blocks)
    {
        var widths = settings.Widths;
        downsample = Register<Layer>("downsample", index == 0 ? new Identity() : new Sequential(
            ConvNext.Norm(settings, widths[index - 1]),
            new Conv2d(widths[index - 1], widths[index], 2, new Conv2dOptions { Stride = 2 })));
        this.blocks = Register("blocks", blocks);
    }

    public override Tensor Forward(Tensor input)
    {
        var x = downsample.Forward(input);
        var output = blocks.Forward(x);
        if (!ReferenceEquals(x, input) && !ReferenceEquals(x, output))
            x.Dispose();
        return output;
    }
}
