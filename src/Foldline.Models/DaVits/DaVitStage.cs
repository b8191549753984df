using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.DaVits;

/// <summary>A norm and a strided convolution, in all stages but the first, then pairs of blocks.</summary>
internal sealed class DaVitStage : Layer
{
    private readonly Layer downsample;
    private readonly Sequential blocks;

    public DaVitStage(Layer downsample, IEnumerable<Layer> blocks)
    {
        this.downsample = Register("downsample", downsample);
        this.blocks = Register("blocks", new Sequential([.. blocks]));
    }

    public override Tensor Forward(Tensor input) => downsample is Identity ? blocks.Forward(input) : downsample.Forward(input).Then(blocks);
}
