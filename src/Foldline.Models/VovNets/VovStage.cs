using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.VovNets;

/// <summary>Max pooling, except in the first stage, and blocks.</summary>
internal sealed class VovStage : Layer
{
    private readonly Layer? pool;
    private readonly Sequential blocks;

    public VovStage(bool pools, IEnumerable<Layer> blocks)
    {
        if (pools)
            pool = Register("pool", new MaxPool2d(3, 2, ceilMode: true));
        this.blocks = Register("blocks", new Sequential());
        foreach (var block in blocks)
            this.blocks.Add(block);
    }

    public override Tensor Forward(Tensor input) => pool is null ? blocks.Forward(input) : pool.Forward(input).Then(blocks);
}
