using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Coats;

/// <summary>Position encoding of the patches by a depthwise 3×3 convolution with a shortcut (Chu et al. 2021): [N, 1 + patches, C] → the same.</summary>
internal sealed class ConvPositions : Layer
{
    private readonly Size2 grid;
    private readonly Conv2d proj;

    public ConvPositions(int channels, Size2 grid)
    {
        this.grid = grid;
        proj = Register("proj", new Conv2d(channels, channels, 3, new Conv2dOptions { Padding = 1, Groups = channels }));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var map = TokenPooling.ToMap(input, 1, grid);
        var patches = (proj.Forward(map) + map).Flatten(2).Transpose(1, 2);
        return scope.Keep(Aten.Cat([input.Narrow(1, 0, 1), patches], 1));
    }
}
