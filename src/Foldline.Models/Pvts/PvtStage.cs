using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Pvts;

/// <summary>Projection of patches, in all stages but the first (whose input is [N, H, W, C]), blocks and a norm: → [N, C, h, w].</summary>
internal sealed class PvtStage : Layer
{
    private readonly Layer downsample;
    private readonly Sequential blocks;
    private readonly LayerNorm norm;

    public PvtStage(Layer downsample, IEnumerable<Layer> blocks, int channels)
    {
        this.downsample = Register("downsample", downsample);
        this.blocks = Register("blocks", new Sequential([.. blocks]));
        norm = Register("norm", new LayerNorm(channels, PvtBlock.Epsilon));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        return scope.Keep(norm.Forward(blocks.Forward(downsample.Forward(input))).Permute([0, 3, 1, 2]));
    }
}
