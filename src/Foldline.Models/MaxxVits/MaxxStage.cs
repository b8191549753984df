using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MaxxVits;

/// <summary>The blocks between two feature maps, as the state dict groups them.</summary>
internal sealed class MaxxStage : Layer
{
    private readonly Sequential blocks;

    public MaxxStage(IEnumerable<Layer> blocks) => this.blocks = Register("blocks", new Sequential([.. blocks]));

    public override Tensor Forward(Tensor input) => blocks.Forward(input);
}
