using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.InceptionNexts;

/// <summary>A norm and a 2×2 convolution that halve the map, in all stages but the first, then blocks.</summary>
internal sealed class InceptionNextStage : Layer
{
    private readonly Layer downsample;
    private readonly Sequential blocks;

    public InceptionNextStage(int inChannels, int outChannels, IEnumerable<Layer> blocks)
    {
        downsample = Register<Layer>("downsample", inChannels == outChannels
            ? new Identity()
            : new Sequential(new BatchNorm2d(inChannels), new Conv2d(inChannels, outChannels, 2, new Conv2dOptions { Stride = 2 })));
        this.blocks = Register("blocks", new Sequential([.. blocks]));
    }

    public override Tensor Forward(Tensor input) => downsample is Identity ? blocks.Forward(input) : downsample.Forward(input).Then(blocks);
}
