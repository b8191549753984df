using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.TinyVits;

/// <summary>A layer that halves the map, and blocks that work channels last: [N, in, H, W] → [N, out, h, w].</summary>
internal sealed class TinyVitStage : Layer
{
    private readonly PatchMerging downsample;
    private readonly Sequential blocks;

    public TinyVitStage(int inChannels, int outChannels, IEnumerable<Layer> blocks)
    {
        downsample = Register("downsample", new PatchMerging(inChannels, outChannels));
        this.blocks = Register("blocks", new Sequential([.. blocks]));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var places = blocks.Forward(downsample.Forward(input).Permute([0, 2, 3, 1]));
        return scope.Keep(places.Permute([0, 3, 1, 2]));
    }
}
