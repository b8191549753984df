using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientFormers;

/// <summary>A strided convolution, in all stages but the first, then blocks.</summary>
internal sealed class EfficientFormerStage : Layer
{
    private readonly Layer downsample;
    private readonly Sequential blocks;

    public EfficientFormerStage(int inChannels, int channels, IEnumerable<Layer> blocks)
    {
        downsample = Register<Layer>("downsample", inChannels == channels ? new Identity() : new Sequential(new Dictionary<string, Layer>
        {
            ["conv"] = new Conv2d(inChannels, channels, 3, new Conv2dOptions { Stride = 2, Padding = 1 }),
            ["norm"] = new BatchNorm2d(channels),
        }));
        this.blocks = Register("blocks", new Sequential([.. blocks]));
    }

    public override Tensor Forward(Tensor input) => downsample is Identity ? blocks.Forward(input) : downsample.Forward(input).Then(blocks);
}
