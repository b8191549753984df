using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>A classifier that is stored as a 1×1 convolution: pooled features [N, in] → logits [N, classes]; maps stay maps.</summary>
internal sealed class ConvClassifier(int inFeatures, int numClasses) : Conv2d(inFeatures, numClasses, 1)
{
    public override Tensor Forward(Tensor input)
    {
        if (input.Rank == 4)
            return base.Forward(input);
        using var scope = new TensorScope();
        return scope.Keep(base.Forward(input.View([-1, InChannels, 1, 1])).Flatten(1));
    }
}
