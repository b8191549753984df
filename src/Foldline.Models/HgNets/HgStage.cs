using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.HgNets;

/// <summary>A strided depthwise convolution, in all stages but the first, then blocks.</summary>
internal sealed class HgStage : Layer
{
    private readonly Layer downsample;
    private readonly Sequential blocks;

    public HgStage(Layer downsample, IEnumerable<Layer> blocks)
    {
        this.downsample = Register("downsample", downsample);
        this.blocks = Register("blocks", new Sequential([.. blocks]));
    }

    public override Tensor Forward(Tensor input) => downsample is Identity ? blocks.Forward(input) : downsample.Forward(input).Then(blocks);
}
