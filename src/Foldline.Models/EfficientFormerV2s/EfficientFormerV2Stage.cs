using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientFormerV2s;

/// <summary>A layer that halves the map, in all stages but the first, then blocks.</summary>
internal sealed class EfficientFormerV2Stage : Layer
{
    private readonly Layer downsample;
    private readonly Sequential blocks;

    public EfficientFormerV2Stage(Layer downsample, IEnumerable<Layer> blocks)
    {
        this.downsample = Register("downsample", downsample);
        this.blocks = Register("blocks", new Sequential([.. blocks]));
    }

    public override Tensor Forward(Tensor input) => downsample is Identity ? blocks.Forward(input) : downsample.Forward(input).Then(blocks);
}
