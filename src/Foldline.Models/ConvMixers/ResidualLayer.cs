using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.ConvMixers;

/// <summary>A layer (<c>fn</c>) and a shortcut around it.</summary>
internal sealed class ResidualLayer : Layer
{
    private readonly Layer layer;

    public ResidualLayer(Layer layer) => this.layer = Register("fn", layer);

    public override Tensor Forward(Tensor input) => layer.Forward(input).PlusShortcut(input, input);
}
