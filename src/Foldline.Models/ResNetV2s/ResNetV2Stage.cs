using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.ResNetV2s;

/// <summary>Blocks of one size, under the name <c>blocks</c>.</summary>
internal sealed class ResNetV2Stage : Layer
{
    private readonly Sequential blocks;

    public ResNetV2Stage(IEnumerable<Layer> blocks)
    {
        this.blocks = Register("blocks", new Sequential());
        foreach (var block in blocks)
            this.blocks.Add(block);
    }

    public override Tensor Forward(Tensor input) => blocks.Forward(input);
}
