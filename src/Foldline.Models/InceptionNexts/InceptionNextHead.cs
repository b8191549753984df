using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.InceptionNexts;

/// <summary>The part <c>head</c>: a linear layer, GELU and a norm before the classifier.</summary>
internal sealed class InceptionNextHead : Module
{
    private const double Epsilon = 1e-6;
    private readonly Linear fc1;
    private readonly LayerNorm norm;

    public InceptionNextHead(int features, int hidden)
    {
        fc1 = Register("fc1", new Linear(features, hidden));
        norm = Register("norm", new LayerNorm(hidden, Epsilon));
    }

    /// <summary>Puts a classifier in place of the last one.</summary>
    public void Place(Layer classifier) => Register("fc2", classifier);

    /// <summary>[N, features] → [N, hidden].</summary>
    public Tensor PreLogits(Tensor pooled)
    {
        using var scope = new TensorScope();
        return scope.Keep(norm.Forward(fc1.Forward(pooled).Gelu()));
    }
}
