using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.HgNets;

/// <summary>The part <c>head</c>: a 1×1 convolution of the pooled features, a ReLU, the classifier.</summary>
internal sealed class HgHead : Module
{
    private readonly Sequential lastConv;

    public HgHead(int features, int hidden, bool hasAffine)
    {
        var conv = new Conv2d(features, hidden, 1, new Conv2dOptions { Bias = false });
        lastConv = Register("last_conv", new Sequential(conv, new Activation(ActivationKind.Relu), hasAffine ? new LearnedAffine() : new Identity()));
    }

    /// <summary>Puts a classifier in place of the last one.</summary>
    public void Place(Layer classifier) => Register("fc", classifier);

    /// <summary>[N, features] → [N, hidden].</summary>
    public Tensor PreLogits(Tensor pooled)
    {
        using var scope = new TensorScope();
        return scope.Keep(lastConv.Forward(pooled.View([pooled.Size(0), -1, 1, 1])).Flatten(1));
    }
}
