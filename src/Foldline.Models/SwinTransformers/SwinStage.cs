using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.SwinTransformers;

/// <summary>Merging of patches, in all stages but the first, then blocks.</summary>
internal sealed class SwinStage : Layer
{
    private readonly Layer downsample;
    private readonly Sequential blocks;

    public SwinStage(Layer downsample, IEnumerable<Layer> blocks)
    {
        this.downsample = Register("downsample", downsample);
        this.blocks = Register("blocks", new Sequential([.. blocks]));
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
