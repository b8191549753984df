using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Xcits;

/// <summary>Exchange between neighbouring patches by two depthwise 3×3 convolutions: [N, patches, C] → the same.</summary>
internal sealed class LocalInteraction : Layer
{
    private readonly Size2 grid;
    private readonly Conv2d conv1;
    private readonly Activation act;
    private readonly BatchNorm2d norm;
    private readonly Conv2d conv2;

    public LocalInteraction(int channels, Size2 grid)
    {
        this.grid = grid;
        conv1 = Register("conv1", Conv(channels));
        act = Register("act", new Activation(ActivationKind.Gelu));
        norm = Register("bn", new BatchNorm2d(channels));
        conv2 = Register("conv2", Conv(channels));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var map = input.Transpose(1, 2).Reshape([input.Size(0), input.Size(2), grid.Height, grid.Width]);
        return scope.Keep(map.Then(conv1).Then(act).Then(norm).Then(conv2).Flatten(2).Transpose(1, 2));
    }

    private static Conv2d Conv(int channels) => new(channels, channels, 3, new Conv2dOptions { Padding = 1, Groups = channels });
}
