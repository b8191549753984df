using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.FocalNets;

/// <summary>A strided convolution and a norm, in all stages but the first, then blocks.</summary>
internal sealed class FocalNetStage : Layer
{
    private readonly Layer downsample;
    private readonly Sequential blocks;

    public FocalNetStage(Layer downsample, IEnumerable<Layer> blocks)
    {
        this.downsample = Register("downsample", downsample);
        this.blocks = Register("blocks", new Sequential([.. blocks]));
    }

    public override Tensor Forward(Tensor input) => downsample is Identity ? blocks.Forward(input) : downsample.Forward(input).Then(blocks);
}
