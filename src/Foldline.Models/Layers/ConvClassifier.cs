using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>A classifier that the state dict holds as a 1×1 convolution: [N, features] → [N, classes].</summary>
internal sealed class ConvClassifier(int features, int classes) : Conv2d(features, classes, 1)
{
    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        return scope.Keep(base.Forward(input.Unsqueeze(-1).Unsqueeze(-1)).Flatten(1));
    }
}
